package io.followsync.worker.retention;

import java.time.Duration;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.WorkerIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.publisher.Mono;

/** Gives tests in other packages access to the sweep. */
public final class SweepForTests {

	private SweepForTests() {
	}

	/** One turn of the worker of that name. */
	public static Mono<Void> sweep(WorkerDatabase database, String worker) {
		Sweep.Duties duties = new Sweep.Duties(database.asWorker(), new WorkerIdentity(worker));
		AccountRemoval accounts = new AccountRemoval(database.asWorker(), database.transactionAsWorker(),
				new SimpleMeterRegistry());
		return new Sweep(database.asWorker(), duties, accounts, new Sweep.Properties(Duration.ofSeconds(5), 120),
				new SimpleMeterRegistry())
			.sweep();
	}

}
