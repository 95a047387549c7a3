/** How many members a second one worker stores, beside COPY of what a sync leaves. */
@NullMarked
package io.followsync.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
