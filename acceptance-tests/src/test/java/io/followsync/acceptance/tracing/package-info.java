/** What is traced of a job, by both services together. */
@NullMarked
package io.followsync.acceptance.tracing;

import org.jspecify.annotations.NullMarked;
