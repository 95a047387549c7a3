package io.followsync.worker.engine;

import java.time.Duration;

import io.followsync.worker.repeating.Repeating;
import reactor.core.publisher.Flux;

import org.springframework.context.SmartLifecycle;

/**
 * What a replica does from start to stop: it claims jobs and runs them, keeps their
 * leases, and does its share of the dispatcher.
 * <p>
 * Stopping drains: no claims are made beyond those under way, and every running job is
 * handed over at its next page boundary.
 */
final class JobEngine implements SmartLifecycle {

	private static final Duration IDLE_CHECK = Duration.ofMillis(20);

	private final Claiming claiming;

	private final Repeating renewing;

	private final Repeating dispatching;

	private final Slots slots;

	private final Draining draining;

	private final Duration longestDrain;

	private volatile boolean running;

	/**
	 * @param longestDrain how long a stop waits for the running jobs to finish their
	 * pages
	 */
	JobEngine(Claiming claiming, Repeating renewing, Repeating dispatching, Slots slots, Draining draining,
			Duration longestDrain) {
		this.claiming = claiming;
		this.renewing = renewing;
		this.dispatching = dispatching;
		this.slots = slots;
		this.draining = draining;
		this.longestDrain = longestDrain;
	}

	@Override
	public void start() {
		this.running = true;
		this.renewing.start();
		this.claiming.untilDraining().subscribe();
		this.dispatching.start();
	}

	@Override
	public void stop(Runnable done) {
		this.draining.begin();
		this.dispatching.stop();
		Flux.interval(Duration.ZERO, IDLE_CHECK)
			.takeUntil((tick) -> this.slots.idle())
			.take(this.longestDrain)
			.then()
			.doFinally((signal) -> {
				this.renewing.stop();
				this.running = false;
				done.run();
			})
			.subscribe();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
