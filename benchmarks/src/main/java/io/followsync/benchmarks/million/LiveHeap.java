package io.followsync.benchmarks.million;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.stack.MeasuredStack;

/**
 * The worker's heap in use right after full collections, which it is made to do every few
 * seconds: what it needs, without garbage.
 */
final class LiveHeap implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration COLLECT_TIMEOUT = Duration.ofSeconds(30);

	private final MeasuredStack stack;

	private final PeriodicSampler watch;

	private volatile double peak;

	LiveHeap(MeasuredStack stack) {
		this.stack = stack;
		this.watch = PeriodicSampler.start("live-heap", INTERVAL, this::look);
	}

	private void look() throws IOException {
		String pid = Long.toString(this.stack.parts().worker(1).pid());
		String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		ChildProcesses.Result collected = ChildProcesses
			.run(new ProcessBuilder(jcmd, pid, "GC.run").redirectErrorStream(true), COLLECT_TIMEOUT);
		if (!collected.isSuccess()) {
			throw new IllegalStateException("the worker was not made to collect: " + collected.output());
		}
		this.peak = Math.max(this.peak, this.stack.workerMetrics(1).heapMegabytes());
	}

	@Override
	public void close() {
		this.watch.close();
	}

	/** Megabytes, when they were the most. */
	double peakMegabytes() {
		return this.peak;
	}

}
