/** The conventions of all metrics, and metrics of the runtime. */
@NullMarked
package io.followsync.runtime.metrics;

import org.jspecify.annotations.NullMarked;
