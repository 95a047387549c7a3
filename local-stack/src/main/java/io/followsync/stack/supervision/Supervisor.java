package io.followsync.stack.supervision;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Restarts parts that end by themselves, each on a thread of its own. After
 * {@link #close()} returns, it starts nothing any more.
 */
public final class Supervisor implements AutoCloseable {

	private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

	private final RestartPolicy policy;

	private final SupervisionListener listener;

	private final Clock clock;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final List<Thread> threads = new ArrayList<>();

	public Supervisor(RestartPolicy policy, SupervisionListener listener, Clock clock) {
		this.policy = policy;
		this.listener = listener;
		this.clock = clock;
	}

	/** Supervises a part that runs now. */
	public synchronized void supervise(Part part) {
		if (!isClosed()) {
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

	private boolean isClosed() {
		return this.closed.getCount() == 0;
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

	/** Waits between two looks at the parts. */
	interface Pauses {

		/** Whether to go on afterwards. */
		boolean pause(Duration pause);

		default boolean pause() {
			return pause(POLL_INTERVAL);
		}

	}

}
