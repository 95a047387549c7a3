/** Answers and refusals as bytes on the wire. */
@NullMarked
package io.followsync.simulator.wire;

import org.jspecify.annotations.NullMarked;
