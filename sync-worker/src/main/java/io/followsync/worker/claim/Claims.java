package io.followsync.worker.claim;

import java.util.Collection;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.worker.completion.Ending;
import reactor.core.publisher.Mono;

/**
 * Who holds which job. A job is held by at most one worker at a time, and at most one job
 * of a lane is started, however the replicas interleave.
 */
public interface Claims {

	/** Claims this job. Empty if it is not runnable, or another worker was faster. */
	Mono<ClaimedJob> claim(JobId job);

	/**
	 * Claims the best runnable job of those that there is room for: those already begun
	 * first, the others in order of submission. Empty if there is none.
	 */
	Mono<ClaimedJob> claimBest(Room room);

	/**
	 * Extends the leases to the full lease time, except those of jobs that are being
	 * written to: a renewal never waits for a write.
	 * @return those still held
	 */
	Mono<List<Renewal>> renew(Collection<Lease> leases);

	enum Room {

		FOR_ANY,

		FOR_ANY_BUT_IMPORTS,

		/** For jobs of accounts only, whose owner is proven. */
		FOR_ACCOUNTS

	}

	/** A lease that still holds; not renewed if its job was just being written to. */
	record Renewal(JobId job, boolean renewed, boolean cancelRequested) {
	}

	/**
	 * Ends jobs. Claims need it for a job that is stored in a state in which it cannot
	 * run.
	 */
	@FunctionalInterface
	interface Endings {

		/**
		 * Ends the job in one transaction, which first locks it and checks its fence.
		 * @return empty if the job is not held; then nothing has changed
		 */
		Mono<Lease.WriteReceipt> end(Lease lease, Ending ending);

	}

}
