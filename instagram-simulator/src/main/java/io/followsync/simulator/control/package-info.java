/** The control API that tests drive the simulator by. */
@NullMarked
package io.followsync.simulator.control;

import org.jspecify.annotations.NullMarked;
