package io.followsync.benchmarks.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits by asking again and again, and gives up in time. */
public final class Await {

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private Await() {
	}

	/**
	 * Returns when the condition is met, which is checked every 20 ms.
	 * @param what is awaited, for the message, such as {@code "the streams to close"}
	 * @throws IllegalStateException if it is not met within the bound
	 */
	public static <E extends Exception> void until(String what, Duration bound, Condition<E> condition) throws E {
		until(what, bound, INTERVAL, condition);
	}

	/** The same, with another time between two checks. */
	public static <E extends Exception> void until(String what, Duration bound, Duration interval,
			Condition<E> condition) throws E {
		long end = System.nanoTime() + bound.toNanos();
		while (!condition.isMet()) {
			if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
				throw new IllegalStateException("waited %.1f s in vain for %s"
					.formatted((System.nanoTime() - end + bound.toNanos()) / 1e9, what));
			}
			LockSupport.parkNanos(interval.toNanos());
		}
	}

	/**
	 * Returns at a time of {@link System#nanoTime()}; at once if it has passed, or if the
	 * thread is interrupted.
	 */
	public static void deadline(long nanos) {
		long left = nanos - System.nanoTime();
		while (left > 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(left);
			left = nanos - System.nanoTime();
		}
	}

	/** Is asked until it is met; what it throws ends the wait. */
	@FunctionalInterface
	public interface Condition<E extends Exception> {

		boolean isMet() throws E;

	}

}
