/** The count of every request, as it arrived. */
@NullMarked
package io.followsync.simulator.audit;

import org.jspecify.annotations.NullMarked;
