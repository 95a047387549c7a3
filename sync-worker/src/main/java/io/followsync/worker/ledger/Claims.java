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
	 * Claims the best runnable job: those already begun first, the others in order of
	 * submission.
	 * @param anonymousToo whether to include jobs whose owner is not proven (unconfirmed
	 * sessions, imports)
	 * @return empty if there is none
	 */
	Mono<ClaimedJob> claimBest(boolean anonymousToo);

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

	/**
	 * A lease that still holds.
	 *
	 * @param renewed false if its job was just being written to
	 */
	record Renewal(JobId job, boolean renewed, boolean cancelRequested) {
	}

}
