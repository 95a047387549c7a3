package io.followsync.gateway.jobs;

import java.util.Map;

import io.followsync.job.Capability;
import io.followsync.job.JobId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The states of jobs as the database has them: the truth that progress events only
 * announce. A job past its removal time is not there, whether its rows still are or not.
 * No query is cancelled by a caller that goes away.
 */
public interface JobStates {

	Mono<JobNow> find(Capability capability);

	Mono<JobNow> find(JobId job);

	/**
	 * What changed among {@code known} jobs, in one query: a state for each job whose seq
	 * is higher than the known one, and the removed ones. Nothing for the others.
	 */
	Flux<JobChange> changesSince(Map<JobId, Long> known);

}
