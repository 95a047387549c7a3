/**
 * Measures the product from outside, as its users do: the services run from their jars in
 * processes of their own, with the JVM options of their images, and load whose cost would
 * disturb comes from other processes. Each {@link io.followsync.benchmarks.Benchmark}
 * answers one question and records {@link io.followsync.benchmarks.report.Row rows};
 * {@code Main} runs them and writes the report.
 */
@NullMarked
package io.followsync.benchmarks;

import org.jspecify.annotations.NullMarked;
