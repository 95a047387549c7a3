package io.followsync.worker.claim;

import java.time.Instant;

import io.followsync.job.JobId;

/**
 * The right to write to a job. It holds until the fence moves on, which happens when the
 * job ends, waits, is handed over or is taken over.
 */
public record Lease(JobId job, long fence) {

	/**
	 * What a write under a lease returns.
	 *
	 * @param seq the sequence number of the stored state
	 * @param at when, by the deciding clock
	 * @param coolingDown whether the job's lane was cooling down at that time
	 */
	public record WriteReceipt(long seq, Instant at, boolean cancelRequested, boolean coolingDown) {
	}

	/**
	 * A write changed nothing, because another worker holds the job or the job is over.
	 * Whoever gets this stops at once and writes nothing more.
	 */
	public static final class LostException extends RuntimeException {

		public LostException(Lease lease) {
			super("job " + lease.job() + " is no longer held at fence " + lease.fence());
		}

	}

}
