package io.followsync.gateway.jobs;

import java.util.Map;

import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The states of jobs in the database, which is authoritative; progress events only
 * announce them. A job past its removal time is not found, even if its rows still exist.
 * No query is cancelled by a caller that goes away. Finding a job that is stored in an
 * impossible state fails with {@link ErrorCode#JOB_UNREADABLE}.
 */
public interface JobStates {

	Mono<JobNow> find(Capability capability);

	Mono<JobNow> find(JobId job);

	/**
	 * The changes of {@code known} jobs, read in one query: the state of each job whose
	 * seq is higher than the known one, and the removed jobs. Nothing for the others. A
	 * job that cannot be read is one change among the others.
	 */
	Flux<JobChange> changesSince(Map<JobId, Long> known);

}
