/** Removes what has ended, with all of its data, after its time. */
@NullMarked
package io.followsync.worker.retention;

import org.jspecify.annotations.NullMarked;
