package io.followsync.gateway.queue;

import java.time.Duration;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Service;
import org.springframework.validation.annotation.Validated;

/** Decides who may join the queue. */
@Service
public class QueueAdmission {

	/** The wait suggested to callers who were refused because the queue is full. */
	public static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(60);

	// Up to so many queued jobs, positions are exact: they are quickly counted.
	private static final int SHORT = 100;

	// Filled up to this part of a bound, the queue is not counted for each request.
	private static final double AMPLE = 0.8;

	private final QueueQueries queries;

	private final Bounds bounds;

	private final RecentQueue recent;

	QueueAdmission(QueueQueries queries, Bounds bounds, RecentQueue recent) {
		this.queries = queries;
		this.bounds = bounds;
		this.recent = recent;
	}

	/**
	 * The bounds of the queue.
	 *
	 * @param maxQueued the most jobs that may be queued; further submissions are refused
	 * @param unprovenShare the part of the queue that unproven jobs may fill (imports,
	 * and sessions whose owner is not yet confirmed), so that confirmed accounts always
	 * find room
	 * @param crowd how many waiting sessions may name one user id, and how many waiting
	 * imports may come from one address, before they count as a crowd; a crowd may fill
	 * only half of the unproven jobs' places, so that others still find room
	 */
	@Validated
	@ConfigurationProperties("followsync.queue")
	record Bounds(@DefaultValue("10000") @Min(1) int maxQueued,
			@DefaultValue("0.5") @DecimalMin("0.01") @DecimalMax("1") double unprovenShare,
			@DefaultValue("20") @Min(1) int crowd) {

		/**
		 * Whether the queue is too long to be counted for each request, and yet has so
		 * much room that it admits whatever comes within a second or two, a crowd
		 * included.
		 */
		boolean hasAmpleRoom(RecentQueue.QueueLoad load) {
			int queued = load.standing().queued();
			return queued >= SHORT && queued < this.maxQueued * AMPLE && load.unproven() < unprovenPlaces() * AMPLE / 2;
		}

		int unprovenPlaces() {
			return Math.max(1, (int) (this.maxQueued * this.unprovenShare));
		}

	}

	public sealed interface Request {

		/** A kept account, which is proven. */
		record OfAccount(AccountId account) implements Request {
		}

		/** An import, which claims no user id, and the hash of its client's address. */
		record OfImport(byte[] clientHash) implements Request {
		}

		/** A session, and the user id that it names, not necessarily its own. */
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
	 * @param known whether Instagram has confirmed the owner, recently if it is of a
	 * session
	 */
	record Occupancy(int queued, int openSlots, int unproven, int alike, boolean known) {

		/**
		 * A known session needs no place among the unproven jobs; a crowd may fill only
		 * half of these places.
		 */
		boolean admits(Bounds bounds) {
			int places = bounds.unprovenPlaces();
			boolean crowded = this.alike >= bounds.crowd();
			return this.queued < bounds.maxQueued() && (this.known || this.unproven < (crowded ? places / 2 : places));
		}

	}

	/**
	 * The queue that a job joins, its length and open slots as of now, the rest as of a
	 * second ago. While the queue is neither short nor nearly full, all of it is as of a
	 * second ago, with what this replica has admitted since. Fails with
	 * {@link ErrorCode#QUEUE_FULL} while the queue, or the part of it open to this job,
	 * is full. Concurrent submissions may exceed the bounds by their number.
	 */
	public Mono<QueueStanding> requireRoom(Request request) {
		return this.recent.load()
			.flatMap((load) -> this.bounds.hasAmpleRoom(load) ? Mono.just(load.standing())
					: requireCountedRoom(request));
	}

	private Mono<QueueStanding> requireCountedRoom(Request request) {
		return this.queries.occupancy(request)
			.filter((occupancy) -> occupancy.admits(this.bounds))
			.flatMap((occupancy) -> this.recent.workload().map((standing) -> standing.with(occupancy)))
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.QUEUE_FULL).retryAfter(RETRY_WHEN_FULL)));
	}

	/** To be called once a job is stored, so that the queue shows it at once. */
	public void confirmJoined() {
		this.recent.confirmJoined();
	}

}
