/** What can be made to go wrong, where and how often. */
@NullMarked
package io.followsync.simulator.faults;

import org.jspecify.annotations.NullMarked;
