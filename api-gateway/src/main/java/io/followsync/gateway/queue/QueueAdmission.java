package io.followsync.gateway.queue;

import java.time.Duration;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/** Decides who may join the queue. */
@Service
public class QueueAdmission {

	/** Suggested to callers whom a full queue turned away. */
	public static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(60);

	private final QueueLine line;

	private final QueueProperties bounds;

	QueueAdmission(QueueLine line, QueueProperties bounds) {
		this.line = line;
		this.bounds = bounds;
	}

	/**
	 * The queue as a newcomer finds it. Fails with {@link ErrorCode#QUEUE_FULL} while the
	 * queue is full, or the part of it that the newcomer may use. Submissions at the same
	 * instant may exceed the bounds by their number.
	 */
	public Mono<QueueStanding> requireRoom(Newcomer newcomer) {
		return this.line.room(newcomer)
			.filter((room) -> room.admits(this.bounds))
			.flatMap((room) -> this.line.standing())
			.filter((standing) -> standing.queued() < this.bounds.maxQueued())
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.QUEUE_FULL).retryAfter(RETRY_WHEN_FULL)));
	}

}
