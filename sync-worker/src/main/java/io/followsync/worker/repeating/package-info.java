/** Repeats a task at an interval. */
@NullMarked
package io.followsync.worker.repeating;

import org.jspecify.annotations.NullMarked;
