package io.followsync.benchmarks.million;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes samples of something in a thread of its own, until it is closed. */
final class PeriodicSampler implements AutoCloseable {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(90);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final FutureTask<Void> sampling;

	private PeriodicSampler(Duration interval, Probe probe) {
		this.sampling = new FutureTask<>(() -> {
			while (!this.closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
				probe.sample();
			}
			return null;
		});
	}

	/** Takes a sample after each interval. */
	static PeriodicSampler start(String name, Duration interval, Probe probe) {
		PeriodicSampler sampler = new PeriodicSampler(interval, probe);
		Thread.ofPlatform().daemon().name(name).start(sampler.sampling);
		return sampler;
	}

	/**
	 * Waits for the sample that is being taken.
	 * @throws IllegalStateException if one failed, which was the last one then
	 */
	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.sampling.get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a sample failed", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("a sample takes more than " + STOP_TIMEOUT.toSeconds() + " s", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@FunctionalInterface
	interface Probe {

		void sample() throws Exception;

	}

}
