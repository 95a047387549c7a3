/** Conventions of all metrics; tracing of calls through both services, off by default. */
@NullMarked
package io.followsync.runtime.observation;

import org.jspecify.annotations.NullMarked;
