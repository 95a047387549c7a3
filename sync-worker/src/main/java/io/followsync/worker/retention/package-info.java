/**
 * Removes jobs, with all of their data, when they are due for removal. A <em>duty</em> is
 * what only one worker at a time does.
 */
@NullMarked
package io.followsync.worker.retention;

import org.jspecify.annotations.NullMarked;
