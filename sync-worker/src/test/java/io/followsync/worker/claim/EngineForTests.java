package io.followsync.worker.claim;

import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

import io.followsync.job.JobId;
import io.followsync.worker.due.DueWork;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;

/** Gives tests in other packages access to this package's engine. */
public final class EngineForTests {

	private EngineForTests() {
	}

	/**
	 * An engine that is not started yet.
	 * @param nanoTime a clock that never jumps
	 */
	public static SmartLifecycle engine(Claims claims, List<DueWork<?>> dueWork, WakeUps wakeUps, HeldJob.Runner runner,
			Draining draining, WorkerProperties worker, JobProperties times, MeterRegistry meters,
			LongSupplier nanoTime) {
		HeldJobs jobs = new HeldJobs(claims, worker, times, meters, nanoTime);
		Claiming claiming = new Claiming(jobs, wakeUps, runner, draining, worker, meters);
		return new JobEngine(claiming, jobs, dueWork, draining, worker, meters);
	}

	/** Claims whose leases are never renewed. */
	public static Claims withoutRenewals(Claims claims) {
		return new Claims() {

			@Override
			public Mono<ClaimedJob> claim(JobId job) {
				return claims.claim(job);
			}

			@Override
			public Mono<ClaimedJob> claimBest(Room room) {
				return claims.claimBest(room);
			}

			@Override
			public Mono<List<Renewal>> renew(Collection<Lease> leases) {
				return Mono.never();
			}

		};
	}

}
