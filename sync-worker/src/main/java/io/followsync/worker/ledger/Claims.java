package io.followsync.worker.ledger;

import java.util.Collection;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import reactor.core.publisher.Mono;

/**
 * Who holds which job. A job is held by at most one worker at a time, and at most one job
 * of a lane is started, however the replicas interleave.
 */
public interface Claims {

	/**
	 * Claims this job if it is runnable.
	 * @return empty if it is not, or if another worker was faster
	 */
	Mono<ClaimedJob> claim(JobId job);

	/**
	 * Claims the best runnable job of those that there is room for: those already begun
	 * first, the others in order of submission.
	 * @return empty if there is none
	 */
	Mono<ClaimedJob> claimBest(Room room);

	/**
	 * Extends the leases to the full lease time, except those of jobs that are being
	 * written to: a renewal never waits for a write.
	 * @return those still held
	 */
	Mono<List<Renewal>> renew(Collection<Lease> leases);

	/**
	 * Moves on the jobs that are due (never dispatched, lease run out, wait over) and
	 * returns them, so that a worker is woken for each. Every due job is returned to one
	 * caller only. A job whose lane is held or cooling down is not returned but parked,
	 * so that its wait shows.
	 */
	Mono<List<SyncRequest>> due(int most);

	/** Which jobs a replica has room for. */
	enum Room {

		FOR_ANY,

		FOR_ANY_BUT_IMPORTS,

		/** For jobs of accounts only, whose owner is proven. */
		FOR_ACCOUNTS

	}

	/**
	 * A lease that still holds.
	 *
	 * @param renewed false if its job was just being written to
	 */
	record Renewal(JobId job, boolean renewed, boolean cancelRequested) {
	}

}
