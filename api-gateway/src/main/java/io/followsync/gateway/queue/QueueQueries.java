package io.followsync.gateway.queue;

import java.util.List;

import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

/**
 * The queue of jobs. No query is cancelled by a caller that goes away, and none reads
 * more than a bounded number of rows.
 */
public interface QueueQueries {

	Mono<QueueStanding> standing();

	/** Jobs not yet removed, as {@link QueueStanding#jobs()}. */
	Mono<Long> countJobs();

	/**
	 * 1-based among queued jobs, exact up to {@link QueueStanding#LAST_POSITION}; 0 for a
	 * job that is not queued or has been started before.
	 */
	Mono<Integer> positionOf(JobId job);

	/** Masked sessions of started jobs, at most 1000. */
	Mono<List<String>> startedSessions();

	/** How full the queue is that the newcomer would join. */
	Mono<Occupancy> occupancy(AdmissionRequest request);

}
