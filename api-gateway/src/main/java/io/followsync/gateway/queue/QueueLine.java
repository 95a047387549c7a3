package io.followsync.gateway.queue;

import java.time.Duration;
import java.util.List;

import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

/** The line of queued jobs. */
public interface QueueLine {

	/** Suggested to callers whom a full queue turned away. */
	Duration RETRY_WHEN_FULL = Duration.ofSeconds(60);

	Mono<QueueStanding> standing();

	/**
	 * 1-based among queued jobs, exact to {@link QueueStanding#LAST_POSITION}; 0 for a
	 * job that is not queued, or was started before.
	 */
	Mono<Integer> positionOf(JobId job);

	/** Masked sessions of started jobs, at most 1000. */
	Mono<List<String>> startedSessions();

	/**
	 * The queue as a newcomer finds it. Fails with {@link ErrorCode#QUEUE_FULL} while
	 * there is no room for it: the queue is full, or the part of it that is for jobs
	 * which nobody has proven anything of. Submissions at the same instant may exceed the
	 * bounds by their number.
	 */
	Mono<QueueStanding> requireRoom(Newcomer newcomer);

}
