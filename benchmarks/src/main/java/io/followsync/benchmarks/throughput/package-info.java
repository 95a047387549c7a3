/**
 * How many members a second one worker stores, beside COPY of the same rows and beside
 * what the simulator can deliver.
 */
@NullMarked
package io.followsync.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
