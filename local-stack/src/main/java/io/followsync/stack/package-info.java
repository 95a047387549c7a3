/**
 * The whole of Followsync on one machine: both services, the simulator, a broker and a
 * database.
 */
@NullMarked
package io.followsync.stack;

import org.jspecify.annotations.NullMarked;
