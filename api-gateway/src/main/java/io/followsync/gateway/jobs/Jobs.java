package io.followsync.gateway.jobs;

import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.Capability;
import reactor.core.publisher.Mono;

/**
 * Jobs by their capability. Empty for a job that does not exist or is past its removal
 * time. Reading a job that is stored in an impossible state fails with
 * {@link ErrorCode#JOB_UNREADABLE}; it can still be cancelled.
 */
public interface Jobs {

	Mono<JobDetails> find(Capability capability);

	/** The part of the details that reading a result needs. */
	Mono<JobOutcome> outcome(Capability capability);

	/**
	 * Ends a job at once if no worker holds it; asks the worker of a running job to stop
	 * at its next page. A job that has ended does not change. The write is not cancelled
	 * by a caller that goes away.
	 * @return whether there is such a job
	 */
	Mono<Boolean> cancel(Capability capability);

}
