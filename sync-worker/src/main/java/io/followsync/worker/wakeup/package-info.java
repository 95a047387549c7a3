/** Hearing of runnable jobs and telling other workers of them. */
@NullMarked
package io.followsync.worker.wakeup;

import org.jspecify.annotations.NullMarked;
