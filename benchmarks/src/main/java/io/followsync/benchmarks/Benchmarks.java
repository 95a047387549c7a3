package io.followsync.benchmarks;

import java.util.List;

import io.followsync.benchmarks.micro.MicroBenchmark;
import io.followsync.benchmarks.peers.PeersBenchmark;

/** All benchmarks, in the order in which they run. */
final class Benchmarks {

	private Benchmarks() {
	}

	static List<Benchmark> all() {
		return List.of(new PeersBenchmark(), new MicroBenchmark());
	}

}
