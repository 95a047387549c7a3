package io.followsync.benchmarks.million;

import java.io.IOException;
import java.time.Duration;

import io.followsync.benchmarks.process.Jdk;
import io.followsync.benchmarks.stack.MeasuredStack;

/**
 * The worker's heap in use right after full collections, which it is made to do every
 * second: what it needs, without garbage. The worker stands still meanwhile, so nothing
 * is timed beside it.
 */
final class LiveHeap implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private final MeasuredStack stack;

	private final PeriodicSampler sampler;

	private volatile double peak;

	LiveHeap(MeasuredStack stack) {
		this.stack = stack;
		this.sampler = PeriodicSampler.start("live-heap", INTERVAL, this::sample);
	}

	private void sample() throws IOException {
		Jdk.collectGarbage(this.stack.parts().worker(1).pid());
		this.peak = Math.max(this.peak, this.stack.workerMetrics(1).heapMegabytes());
	}

	@Override
	public void close() {
		this.sampler.close();
	}

	/**
	 * Megabytes, when they were the most.
	 * @throws IllegalStateException if it was closed before the first collection
	 */
	double peakMegabytes() {
		if (this.peak == 0) {
			throw new IllegalStateException("the sync ended before the worker's heap was seen");
		}
		return this.peak;
	}

}
