package io.followsync.gateway.queue;

import java.time.Duration;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/** Decides who may join the queue. */
@Service
public class QueueAdmission {

	/** The wait suggested to callers who were refused because the queue is full. */
	public static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(60);

	private final QueueLine line;

	private final QueueProperties bounds;

	QueueAdmission(QueueLine line, QueueProperties bounds) {
		this.line = line;
		this.bounds = bounds;
	}

	/**
	 * The queue that a newcomer joins. Fails with {@link ErrorCode#QUEUE_FULL} while the
	 * queue, or the part of it open to the newcomer, is full. Concurrent submissions may
	 * exceed the bounds by their number.
	 */
	public Mono<QueueStanding> requireRoom(Newcomer newcomer) {
		return this.line.room(newcomer)
			.filter((room) -> room.admits(this.bounds))
			.flatMap((room) -> this.line.standing())
			.filter((standing) -> standing.queued() < this.bounds.maxQueued())
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.QUEUE_FULL).retryAfter(RETRY_WHEN_FULL)));
	}

}
