package io.followsync.stack.process;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Restarts parts that end by themselves, each on a thread of its own. After
 * {@link #close()} returns, it starts nothing any more.
 */
public final class Supervisor implements AutoCloseable {

	private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

	private final RestartPolicy policy;

	private final Listener listener;

	private final Clock clock;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final List<Thread> threads = new ArrayList<>();

	public Supervisor(RestartPolicy policy, Listener listener, Clock clock) {
		this.policy = policy;
		this.listener = listener;
		this.clock = clock;
	}

	public synchronized void supervise(Part part) {
		if (this.closed.getCount() > 0) {
			SupervisedPart supervised = new SupervisedPart(part, this.policy, this.listener, this.clock, this::pause);
			this.threads.add(Thread.ofVirtual().name("supervisor-" + part.name()).start(supervised::run));
		}
	}

	/** Ends a restart in progress and waits for its end. */
	@Override
	public void close() {
		this.closed.countDown();
		List<Thread> running;
		synchronized (this) {
			running = List.copyOf(this.threads);
		}
		running.forEach(Thread::interrupt);
		for (Thread thread : running) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	/** Whether the pause ended because its time was up. */
	private boolean pause(Duration pause) {
		try {
			return !this.closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Something that should run until it is asked to end.
	 *
	 * @param unexpectedEnd how it ended, when nobody asked for it
	 * @param start starts it and returns when it is ready, or throws
	 * @param needs parts without which a start cannot succeed
	 */
	public record Part(String name, Supplier<Optional<String>> unexpectedEnd, Runnable start, List<Part> needs) {

		public Part {
			needs = List.copyOf(needs);
		}

		boolean hasEnded() {
			return this.unexpectedEnd.get().isPresent();
		}

	}

	/** Reports what happens to the parts. Called from several threads. */
	public interface Listener {

		/** A part ended, or its restart failed; it is restarted after the pause. */
		void failed(String part, String reason, Duration pause);

		void restarted(String part);

		/** A part failed so often in a row that it is not restarted any more. */
		void gaveUp(String part, String reason, int failures);

	}

	interface Pauses {

		/** Whether to go on afterwards. */
		boolean pause(Duration pause);

		default boolean pause() {
			return pause(POLL_INTERVAL);
		}

	}

	/**
	 * How often a part is restarted.
	 *
	 * @param firstPause before the first restart; doubled before each further one
	 * @param maxFailures in a row, after which the part is not restarted any more
	 * @param stableAfter a part that ran for this long starts a new row of failures
	 */
	public record RestartPolicy(Duration firstPause, Duration maxPause, int maxFailures, Duration stableAfter) {

		/** Pauses of 1, 2, 4 and 8 s; the fifth failure in a row is the last. */
		public static RestartPolicy usual() {
			return new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 5, Duration.ofMinutes(1));
		}

		/** The pause after that many failures in a row, from 1. */
		Duration pauseAfter(int failures) {
			Duration pause = this.firstPause;
			for (int failure = 1; failure < failures && pause.compareTo(this.maxPause) < 0; failure++) {
				pause = pause.multipliedBy(2);
			}
			return (pause.compareTo(this.maxPause) < 0) ? pause : this.maxPause;
		}

		boolean givesUpAfter(int failures) {
			return failures >= this.maxFailures;
		}

		boolean isStable(Duration ran) {
			return ran.compareTo(this.stableAfter) >= 0;
		}

	}

}
