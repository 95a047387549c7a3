package io.followsync.worker.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.followsync.job.JobId;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.repeating.Repeating;
import reactor.core.publisher.Mono;

/**
 * Takes leases, renews those of all running jobs in one statement well before they run
 * out, and tells each run the outcome.
 */
final class LeaseKeeper {

	private final Claims claims;

	private final Slots slots;

	private final EngineMetrics metrics;

	private final Duration lease;

	private final LongSupplier nanoTime;

	/**
	 * @param nanoTime a clock that never jumps
	 */
	LeaseKeeper(Claims claims, Slots slots, Duration lease, EngineMetrics metrics, LongSupplier nanoTime) {
		this.claims = claims;
		this.slots = slots;
		this.metrics = metrics;
		this.lease = lease;
		this.nanoTime = nanoTime;
	}

	/** Claims this job; empty if it cannot be claimed. */
	Mono<JobRun> claim(JobId job) {
		return leased(() -> this.claims.claim(job));
	}

	/** Claims the best runnable job; empty if no job can run. */
	Mono<JobRun> claimBest(Claims.Room room) {
		return leased(() -> this.claims.claimBest(room));
	}

	// The lease counts from before the request for it, so that it is never overestimated.
	private Mono<JobRun> leased(Supplier<Mono<ClaimedJob>> claim) {
		return Mono.defer(() -> {
			long until = fromNow();
			return claim.get().map((job) -> new JobRun(job, this.nanoTime, until));
		});
	}

	private long fromNow() {
		return this.nanoTime.getAsLong() + this.lease.toNanos();
	}

	/** Not started yet. */
	Repeating renewing() {
		return new Repeating("renewing leases", this.lease.dividedBy(3), this::renew, this.metrics::unrenewed);
	}

	private Mono<Void> renew() {
		Map<JobId, JobRun> held = new HashMap<>();
		this.slots.running().forEach((run) -> held.put(run.lease().job(), run));
		if (held.isEmpty()) {
			return Mono.empty();
		}
		long until = fromNow();
		List<Lease> leases = held.values().stream().map(JobRun::lease).toList();
		return this.claims.renew(leases).doOnNext((renewals) -> renewals.forEach((renewal) -> {
			JobRun run = held.remove(renewal.job());
			if (run != null && renewal.renewed()) {
				run.leaseState().renew(until);
			}
			if (run != null && renewal.cancelRequested()) {
				run.leaseState().requestCancel();
			}
		})).then(Mono.<Void>fromRunnable(() -> held.values().forEach((run) -> run.leaseState().markLost())));
	}

}
