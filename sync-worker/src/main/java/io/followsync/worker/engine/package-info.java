/** Claims jobs into slots and runs each to its end, its next wait or its hand-over. */
@NullMarked
package io.followsync.worker.engine;

import org.jspecify.annotations.NullMarked;
