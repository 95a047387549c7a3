package io.followsync.benchmarks.million;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at something again and again in a thread of its own, until it is closed. */
final class PeriodicSampler implements AutoCloseable {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(90);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final FutureTask<Void> watching;

	private PeriodicSampler(Duration interval, Probe look) {
		this.watching = new FutureTask<>(() -> {
			while (!this.closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
				look.look();
			}
			return null;
		});
	}

	/** Looks after each interval. */
	static PeriodicSampler start(String name, Duration interval, Probe look) {
		PeriodicSampler watch = new PeriodicSampler(interval, look);
		Thread.ofPlatform().daemon().name(name).start(watch.watching);
		return watch;
	}

	/**
	 * Waits for the look under way.
	 * @throws IllegalStateException if a look failed, which ended the watch
	 */
	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.watching.get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("the worker could not be watched", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("a look takes more than " + STOP_TIMEOUT.toSeconds() + " s", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@FunctionalInterface
	interface Probe {

		void look() throws Exception;

	}

}
