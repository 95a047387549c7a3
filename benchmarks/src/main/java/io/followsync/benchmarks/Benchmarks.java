package io.followsync.benchmarks;

import java.util.List;

import io.followsync.benchmarks.million.MillionBenchmark;
import io.followsync.benchmarks.tables.FullTablesBenchmark;

/** All benchmarks, in the order in which they run. */
final class Benchmarks {

	private Benchmarks() {
	}

	static List<Benchmark> all() {
		return List.of(new MillionBenchmark(), new FullTablesBenchmark());
	}

}
