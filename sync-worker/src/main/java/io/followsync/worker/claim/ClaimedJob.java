package io.followsync.worker.claim;

import java.time.Duration;

import io.followsync.job.AccountId;
import io.followsync.job.JobKind;
import io.followsync.job.Lane;
import io.followsync.job.SourceKind;
import io.followsync.worker.walk.Walks;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stood when this worker claimed it.
 *
 * @param claimedAccount the account that the credential claims to be of; null for an
 * import
 */
public record ClaimedJob(Lease lease, JobKind kind, SourceKind source, Lane lane, @Nullable AccountId claimedAccount,
		Lease.WriteReceipt receipt, ResumeState resumeState, Walks walks) {

	/**
	 * What happened to the job before this claim.
	 *
	 * @param sessionSuspect whether the last answer was a 401 that may mean a dead
	 * session
	 * @param claimsWithoutProgress claims in a row without a stored page or wait, the
	 * current one included
	 * @param lostWorkers workers in a row that ended while they held this job and had
	 * stored nothing of it
	 * @param retries how often it was parked for transient failures since the last stored
	 * answer
	 * @param age since the submission
	 */
	public record ResumeState(boolean answered, boolean countsRequested, boolean sessionSuspect,
			int claimsWithoutProgress, int lostWorkers, int retries, Duration age) {
	}

}
