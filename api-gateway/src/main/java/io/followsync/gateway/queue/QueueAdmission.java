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

	private final QueueQueries line;

	private final QueueProperties bounds;

	private final RecentQueue recent;

	QueueAdmission(QueueQueries line, QueueProperties bounds, RecentQueue recent) {
		this.line = line;
		this.bounds = bounds;
		this.recent = recent;
	}

	/**
	 * The queue that a newcomer joins, its length and open slots as of now, the rest as
	 * of a second ago. Fails with {@link ErrorCode#QUEUE_FULL} while the queue, or the
	 * part of it open to the newcomer, is full. Concurrent submissions may exceed the
	 * bounds by their number.
	 */
	public Mono<QueueStanding> requireRoom(AdmissionRequest request) {
		return this.line.occupancy(request)
			.filter((occupancy) -> occupancy.admits(this.bounds))
			.flatMap((occupancy) -> this.recent.workload().map((standing) -> standing.with(occupancy)))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.QUEUE_FULL).retryAfter(RETRY_WHEN_FULL)));
	}

	/** To be called once a newcomer is stored, so that the queue shows it at once. */
	public void confirmJoined() {
		this.recent.expireStanding();
	}

}
