/** Which parts of a job's run are spans of its trace. */
@NullMarked
package io.followsync.worker.tracing;

import org.jspecify.annotations.NullMarked;
