package io.followsync.benchmarks;

import java.util.List;

import io.followsync.benchmarks.accounts.AccountsBenchmark;
import io.followsync.benchmarks.idle.IdleBenchmark;
import io.followsync.benchmarks.images.ImagesBenchmark;
import io.followsync.benchmarks.jobs.JobsBenchmark;
import io.followsync.benchmarks.micro.MicroBenchmark;
import io.followsync.benchmarks.million.MillionBenchmark;
import io.followsync.benchmarks.peers.PeersBenchmark;
import io.followsync.benchmarks.start.StartBenchmark;
import io.followsync.benchmarks.streams.StreamsBenchmark;
import io.followsync.benchmarks.submissions.SubmissionsBenchmark;
import io.followsync.benchmarks.tables.FullTablesBenchmark;
import io.followsync.benchmarks.throughput.ThroughputBenchmark;
import io.followsync.benchmarks.walk.WalkBenchmark;

/** All benchmarks, in the order in which they run. */
final class Benchmarks {

	private Benchmarks() {
	}

	static List<Benchmark> all() {
		return List.of(new WalkBenchmark(), new ThroughputBenchmark(), new MillionBenchmark(),
				new SubmissionsBenchmark(), new JobsBenchmark(), new AccountsBenchmark(), new StreamsBenchmark(),
				new FullTablesBenchmark(), new StartBenchmark(), new IdleBenchmark(), new PeersBenchmark(),
				new ImagesBenchmark(), new MicroBenchmark());
	}

}
