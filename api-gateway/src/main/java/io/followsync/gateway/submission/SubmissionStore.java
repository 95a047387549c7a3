package io.followsync.gateway.submission;

import io.followsync.gateway.analysis.AnalysisStatus;
import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

/** Where submissions are kept. */
public interface SubmissionStore {

	/**
	 * Stores the job, its lists and its credential, or nothing of them. False when a job
	 * of that session or with that capability exists; of any number of submissions at one
	 * instant exactly one is true.
	 */
	Mono<Boolean> insert(Submission submission);

	/** Removes a job that nobody has claimed yet, with all that was stored of it. */
	Mono<Void> withdraw(JobId job);

	/**
	 * The job that stands in the way. One whose time is over does not: it is removed and
	 * the answer is empty.
	 */
	Mono<Existing> findOrRemoveExpired(Submission submission);

	/**
	 * A job of the same session.
	 *
	 * @param capability sealed for that job
	 */
	record Existing(JobId job, byte[] capability, AnalysisStatus status) {
	}

}
