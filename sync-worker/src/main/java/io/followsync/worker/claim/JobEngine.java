package io.followsync.worker.claim;

import java.time.Duration;
import java.util.List;

import io.followsync.worker.due.Dispatcher;
import io.followsync.worker.due.DueWork;
import io.followsync.worker.due.Repeating;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What a replica does from start to stop: it claims jobs and runs them, renews their
 * leases, and does its share of the work that falls due.
 * <p>
 * Stopping drains: no claims are made beyond those under way, and every running job is
 * handed over at its next step boundary.
 */
@Component
final class JobEngine implements SmartLifecycle {

	private static final Duration IDLE_CHECK = Duration.ofMillis(20);

	private final Claiming claiming;

	private final HeldJobs jobs;

	private final Repeating renewals;

	private final Dispatcher dispatcher;

	private final Draining draining;

	private final Duration maxDrain;

	private volatile boolean running;

	JobEngine(Claiming claiming, HeldJobs jobs, List<DueWork<?>> dueWork, Draining draining,
			WorkerProperties properties, MeterRegistry meters) {
		this.claiming = claiming;
		this.jobs = jobs;
		this.renewals = jobs.renewals();
		this.dispatcher = new Dispatcher(dueWork, properties.dispatch(), meters);
		this.draining = draining;
		this.maxDrain = properties.drain();
	}

	@Override
	public void start() {
		this.running = true;
		this.renewals.start();
		this.claiming.untilDraining().subscribe();
		this.dispatcher.start();
	}

	@Override
	public void stop(Runnable done) {
		this.draining.begin();
		this.dispatcher.stop();
		Flux.interval(Duration.ZERO, IDLE_CHECK)
			.takeUntil((tick) -> this.jobs.isIdle())
			.take(this.maxDrain)
			.then()
			.doFinally((signal) -> {
				this.renewals.stop();
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
