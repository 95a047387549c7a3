/** Counts every request as it arrives. */
@NullMarked
package io.followsync.simulator.audit;

import org.jspecify.annotations.NullMarked;
