package io.followsync.benchmarks;

import java.util.List;

/** All benchmarks, in the order in which they run. */
final class Benchmarks {

	private Benchmarks() {
	}

	static List<Benchmark> all() {
		return List.of();
	}

}
