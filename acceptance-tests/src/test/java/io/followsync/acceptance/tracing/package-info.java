/** The trace of a job across both services. */
@NullMarked
package io.followsync.acceptance.tracing;

import org.jspecify.annotations.NullMarked;
