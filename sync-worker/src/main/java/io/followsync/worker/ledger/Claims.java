package io.followsync.worker.ledger;

import java.util.Collection;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import reactor.core.publisher.Mono;

/**
 * Who holds which job. A job is held by at most one worker at a time, and of one lane at
 * most one job is started, under any interleaving of any number of replicas.
 */
public interface Claims {

	/**
	 * Claims this job if it is runnable.
	 * @return empty if it is not, or somebody was faster
	 */
	Mono<ClaimedJob> claim(JobId job);

	/**
	 * Claims the best runnable job: those already begun first, then in the order of their
	 * submission.
	 * @param anonymousToo whether jobs may be taken of which nobody has proven whose data
	 * they work on
	 * @return empty if there is none
	 */
	Mono<ClaimedJob> claimBest(boolean anonymousToo);

	/**
	 * Makes the leases last again for the whole lease time, those excepted whose job is
	 * just being written to: who writes waits for nobody, and nobody waits for him.
	 * @return those still held
	 */
	Mono<List<Renewal>> renew(Collection<Lease> leases);

	/**
	 * Moves on what is due (never dispatched, lease run out, wait over) and returns it,
	 * so that somebody is woken for it. Every due job is returned by one caller only; one
	 * whose lane is held or cools down is not: it is parked, so that its wait shows.
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
