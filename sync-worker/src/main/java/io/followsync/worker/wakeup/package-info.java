/** Receives wake-ups for runnable jobs, and sends them to other workers. */
@NullMarked
package io.followsync.worker.wakeup;

import org.jspecify.annotations.NullMarked;
