/** The control API through which tests drive the simulator. */
@NullMarked
package io.followsync.simulator.control;

import org.jspecify.annotations.NullMarked;
