/** All state of the simulator, changed by one thread and kept in a journal. */
@NullMarked
package io.followsync.simulator.world;

import org.jspecify.annotations.NullMarked;
