package io.followsync.gateway.submission;

import io.followsync.gateway.analysis.AnalysisStatus;
import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

/** Where submissions are stored. */
public interface SubmissionStore {

	/**
	 * Stores the job, its lists and its credential, or none of them. False if a job of
	 * that session or with that capability exists; of any number of concurrent
	 * submissions exactly one succeeds.
	 */
	Mono<Boolean> insert(Submission submission);

	/** Removes a job with all its data, whoever holds it. */
	Mono<Void> withdraw(JobId job);

	/**
	 * The existing job that blocks the submission. A job past its removal time does not:
	 * it is removed, and the result is empty.
	 */
	Mono<Existing> findOrRemoveExpired(Submission submission);

	/**
	 * A job of the same session or with the same capability.
	 *
	 * @param capability sealed for this job
	 */
	record Existing(JobId job, byte[] capability, AnalysisStatus status) {
	}

}
