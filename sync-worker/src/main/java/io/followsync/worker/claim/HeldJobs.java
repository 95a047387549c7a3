package io.followsync.worker.claim;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.worker.claim.Claims.Room;
import io.followsync.worker.due.Repeating;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The jobs that this replica holds, each in a slot and under a lease.
 * <p>
 * A slot is taken before a claim, and given back when the claim yields no job or the run
 * is over. Jobs whose owner is not proven (unconfirmed sessions and imports) may take a
 * share of the slots, and imports one, since each takes much of the heap while its upload
 * is read.
 * <p>
 * All leases are renewed in one statement well before they run out, and each job learns
 * the outcome.
 */
@Component
final class HeldJobs {

	private final Claims claims;

	private final Duration lease;

	private final LongSupplier nanoTime;

	private final int slots;

	private final int anonymousSlots;

	private final ConcurrentMap<JobId, HeldJob> held = new ConcurrentHashMap<>();

	private final Counter unrenewed;

	private int taken;

	@Autowired
	HeldJobs(Claims claims, WorkerProperties worker, JobProperties times, MeterRegistry meters) {
		this(claims, worker, times, meters, System::nanoTime);
	}

	HeldJobs(Claims claims, WorkerProperties worker, JobProperties times, MeterRegistry meters, LongSupplier nanoTime) {
		this.claims = claims;
		this.lease = times.lease();
		this.nanoTime = nanoTime;
		this.slots = worker.slots();
		this.anonymousSlots = Math.min(worker.anonymousSlots(), worker.slots());
		this.unrenewed = meters.counter("followsync.leases.unrenewed");
		meters.gauge("followsync.slots.taken", this.held, ConcurrentMap::size);
		meters.gauge("followsync.slots", this, (jobs) -> jobs.slots);
	}

	synchronized boolean tryTakeSlot() {
		if (this.taken >= this.slots) {
			return false;
		}
		this.taken++;
		return true;
	}

	synchronized void giveSlotBack() {
		this.taken--;
	}

	/** Whether nothing runs and no claim is under way. */
	synchronized boolean isIdle() {
		return this.taken == 0;
	}

	boolean hasRoomFor(Lane lane) {
		return switch (room()) {
			case FOR_ANY -> true;
			case FOR_ANY_BUT_IMPORTS -> !lane.isImport();
			case FOR_ACCOUNTS -> !lane.isAnonymous();
		};
	}

	private Room room() {
		if (count(Lane::isAnonymous) >= this.anonymousSlots) {
			return Room.FOR_ACCOUNTS;
		}
		return (count(Lane::isImport) == 0) ? Room.FOR_ANY : Room.FOR_ANY_BUT_IMPORTS;
	}

	private long count(Predicate<Lane> lanes) {
		return this.held.values().stream().map(HeldJob::lane).filter(lanes).count();
	}

	Mono<HeldJob> claim(JobId job) {
		return leased(() -> this.claims.claim(job));
	}

	Mono<HeldJob> claimBest() {
		return leased(() -> this.claims.claimBest(room()));
	}

	// The lease counts from before the request for it, so that it is never overestimated.
	private Mono<HeldJob> leased(Supplier<Mono<ClaimedJob>> claim) {
		return Mono.defer(() -> {
			long until = leaseFromNow();
			return claim.get().map((job) -> new HeldJob(job, this.nanoTime, until));
		});
	}

	private long leaseFromNow() {
		return this.nanoTime.getAsLong() + this.lease.toNanos();
	}

	void occupy(HeldJob job) {
		this.held.put(job.id(), job);
	}

	void vacate(HeldJob job) {
		this.held.remove(job.id(), job);
		giveSlotBack();
	}

	/** Not started yet. */
	Repeating renewals() {
		return new Repeating("renewing leases", this.lease.dividedBy(3), this::renew, this.unrenewed::increment);
	}

	private Mono<Void> renew() {
		Map<JobId, HeldJob> unanswered = new HashMap<>(this.held);
		if (unanswered.isEmpty()) {
			return Mono.empty();
		}
		long until = leaseFromNow();
		List<Lease> leases = unanswered.values().stream().map(HeldJob::lease).toList();
		return this.claims.renew(leases)
			.doOnNext((renewals) -> renewals
				.forEach((renewal) -> adopt(unanswered.remove(renewal.job()), renewal, until)))
			.then(Mono.<Void>fromRunnable(() -> unanswered.values().forEach((job) -> job.leaseState().markLost())));
	}

	private static void adopt(@Nullable HeldJob job, Claims.Renewal renewal, long until) {
		if (job == null) {
			return;
		}
		if (renewal.renewed()) {
			job.leaseState().renew(until);
		}
		if (renewal.cancelRequested()) {
			job.leaseState().requestCancel();
		}
	}

}
