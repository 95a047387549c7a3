package io.followsync.gateway.queue;

import java.time.Duration;
import java.util.List;

import io.followsync.gateway.edge.ApiException;
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

	/** How many queued jobs are enough. */
	int bound();

	/**
	 * Fails with {@link ErrorCode#QUEUE_FULL} while the queue is full. Submissions at the
	 * same instant may exceed the bound by their number.
	 */
	default Mono<QueueStanding> requireRoom() {
		return standing().filter((standing) -> standing.queued() < bound())
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.QUEUE_FULL).retryAfter(RETRY_WHEN_FULL)));
	}

}
