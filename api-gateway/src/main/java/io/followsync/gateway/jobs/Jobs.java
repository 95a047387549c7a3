package io.followsync.gateway.jobs;

import io.followsync.job.Capability;
import reactor.core.publisher.Mono;

/** Jobs by their capability. Empty for a job that is not there, or past its removal. */
public interface Jobs {

	Mono<JobDetails> find(Capability capability);

	/** The part of the details that reading a result needs. */
	Mono<JobOutcome> outcome(Capability capability);

	/**
	 * Ends a job that no worker holds, at once, and asks the worker of a running one to
	 * stop at its next page. Nothing changes for a job that has ended. The write is seen
	 * through whatever the caller does.
	 * @return whether there is such a job
	 */
	Mono<Boolean> cancel(Capability capability);

}
