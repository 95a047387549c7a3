package io.followsync.gateway.queue;

import java.time.Duration;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/** Decides who may join the queue. */
@Service
public class QueueAdmission {

	/** The wait suggested to callers who were refused because the queue is full. */
	public static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(60);

	private final QueueQueries queries;

	private final QueueProperties bounds;

	private final RecentQueue recent;

	QueueAdmission(QueueQueries queries, QueueProperties bounds, RecentQueue recent) {
		this.queries = queries;
		this.bounds = bounds;
		this.recent = recent;
	}

	/** A job that wants to join the queue. */
	public sealed interface Request {

		/**
		 * An import, which claims no user id.
		 *
		 * @param clientHash of the address that it comes from
		 */
		record OfImport(byte[] clientHash) implements Request {
		}

		/**
		 * A session.
		 *
		 * @param claimed the user id that it names, not necessarily true
		 */
		record OfSession(Lane lane, AccountId claimed) implements Request {
		}

	}

	/**
	 * How full the queue is for one request.
	 *
	 * @param queued jobs that wait to be started; exact up to the bound on the queue
	 * @param openSlots free for an unproven job
	 * @param unproven unproven jobs that wait; exact up to the number of their places
	 * @param alike how many of these name the same user id, or come from the same address
	 * if it is an import; exact up to the size of a crowd
	 * @param known whether Instagram has recently confirmed the session's owner
	 */
	record Occupancy(int queued, int openSlots, int unproven, int alike, boolean known) {

		/**
		 * A known session needs no place among the unproven jobs; a crowd may fill only
		 * half of these places.
		 */
		boolean admits(QueueProperties bounds) {
			int places = bounds.unprovenPlaces();
			boolean crowded = this.alike >= bounds.crowd();
			return this.queued < bounds.maxQueued() && (this.known || this.unproven < (crowded ? places / 2 : places));
		}

	}

	/**
	 * The queue that a job joins, its length and open slots as of now, the rest as of a
	 * second ago. Fails with {@link ErrorCode#QUEUE_FULL} while the queue, or the part of
	 * it open to this job, is full. Concurrent submissions may exceed the bounds by their
	 * number.
	 */
	public Mono<QueueStanding> requireRoom(Request request) {
		return this.queries.occupancy(request)
			.filter((occupancy) -> occupancy.admits(this.bounds))
			.flatMap((occupancy) -> this.recent.workload().map((standing) -> standing.with(occupancy)))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.QUEUE_FULL).retryAfter(RETRY_WHEN_FULL)));
	}

	/** To be called once a job is stored, so that the queue shows it at once. */
	public void confirmJoined() {
		this.recent.expireStanding();
	}

}
