/** Removes jobs, with all of their data, when they are due for removal. */
@NullMarked
package io.followsync.worker.retention;

import org.jspecify.annotations.NullMarked;
