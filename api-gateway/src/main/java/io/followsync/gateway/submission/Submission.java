package io.followsync.gateway.submission;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;

/**
 * An analysis as it is stored: nothing of the session can be read from it.
 *
 * @param fingerprint of the session
 * @param capabilityHash by which the job is looked up
 * @param capability sealed
 * @param credential sealed
 */
public record Submission(JobId job, Lane lane, AccountId claimed, byte[] fingerprint, byte[] capabilityHash,
		byte[] capability, byte[] credential) {
}
