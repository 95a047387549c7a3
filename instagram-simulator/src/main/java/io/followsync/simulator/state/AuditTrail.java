package io.followsync.simulator.state;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

import io.followsync.simulator.faults.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * All requests of one person's sessions. Counts cover all requests ever made; individual
 * requests are kept for the last {@value #MAX_KEPT} only. Requests of a session that is
 * not live are listed but counted separately, because they are not that person's. Used by
 * one thread at a time.
 */
public final class AuditTrail {

	static final int MAX_KEPT = 200_000;

	private final List<Entry> entries = new ArrayList<>();

	private final List<Long> authenticatedMicros = new ArrayList<>();

	private final Map<Endpoint, Integer> perEndpoint = new EnumMap<>(Endpoint.class);

	private final Map<PageKey, Integer> pagesServed = new HashMap<>();

	private final BusiestWindow hour = new BusiestWindow(Duration.ofHours(1));

	private final BusiestWindow elevenMinutes = new BusiestWindow(Duration.ofMinutes(11));

	private final BusiestWindow second = new BusiestWindow(Duration.ofSeconds(1));

	private long arrivals;

	private long authenticated;

	/** Counts a request and returns its number in this trail. */
	public long recordArrival(Entry request) {
		set(this.entries, this.arrivals, request);
		if (request.viewer() != null) {
			count(request);
		}
		return this.arrivals++;
	}

	/**
	 * Records the status of the response to that request. A page counts as served only
	 * when it was delivered intact.
	 * @return the request, empty when it is no longer kept
	 */
	public Optional<Entry> recordResponse(long number, int status, boolean pageServed) {
		if (number < this.arrivals - MAX_KEPT) {
			return Optional.empty();
		}
		Entry entry = get(this.entries, number).withStatus(status);
		set(this.entries, number, entry);
		if (pageServed) {
			this.pagesServed.merge(new PageKey(entry.endpoint(), entry.target(), entry.page()), 1, Integer::sum);
		}
		return Optional.of(entry);
	}

	/** The current counts and at most {@code maxRequests} of the newest requests. */
	public Snapshot snapshot(int maxRequests) {
		long oldest = Math.max(0, this.arrivals - Math.min(maxRequests, MAX_KEPT));
		List<Entry> newest = LongStream.range(oldest, this.arrivals)
			.mapToObj((number) -> get(this.entries, number))
			.toList();
		return new Snapshot(this.authenticated, this.arrivals - this.authenticated, Map.copyOf(this.perEndpoint),
				this.hour.max(), this.elevenMinutes.max(), this.second.max(), Map.copyOf(this.pagesServed), newest);
	}

	private void count(Entry request) {
		long number = this.authenticated++;
		long previous = (number > 0) ? get(this.authenticatedMicros, number - 1) : Long.MIN_VALUE;
		// A clock that is set back must not break the order that the windows rely on.
		set(this.authenticatedMicros, number, Math.max(previous, request.atMicros()));
		long oldest = Math.max(0, this.authenticated - MAX_KEPT);
		this.perEndpoint.merge(request.endpoint(), 1, Integer::sum);
		for (BusiestWindow window : List.of(this.hour, this.elevenMinutes, this.second)) {
			window.add(number, oldest, (at) -> get(this.authenticatedMicros, at));
		}
	}

	private static <T> T get(List<T> ring, long number) {
		return ring.get((int) (number % MAX_KEPT));
	}

	private static <T> void set(List<T> ring, long number, T value) {
		int slot = (int) (number % MAX_KEPT);
		if (slot == ring.size()) {
			ring.add(value);
		}
		else {
			ring.set(slot, value);
		}
	}

	/**
	 * One request as it arrived.
	 *
	 * @param target account whose list or profile was requested
	 * @param page key of the requested page, for lists
	 * @param viewer owner of the session, null when the session was not live
	 * @param status 0 until there is a response, and when the connection was broken
	 * instead
	 */
	public record Entry(long atMicros, Endpoint endpoint, long target, long page, @Nullable Long viewer,
			@Nullable FaultKind fault, short status) {

		/** When it arrived. */
		public Instant at() {
			return Instant.EPOCH.plus(this.atMicros, ChronoUnit.MICROS);
		}

		Entry withStatus(int status) {
			return new Entry(this.atMicros, this.endpoint, this.target, this.page, this.viewer, this.fault,
					(short) status);
		}

	}

	/** One page of one list, regardless of who reads it. */
	public record PageKey(Endpoint endpoint, long target, long page) {

		/** Denotes the first page, which has no cursor. */
		public static final long FIRST = -1;

		/** Denotes a cursor that could not be read. */
		public static final long UNREADABLE = -2;

	}

	/**
	 * An audit trail at one moment.
	 *
	 * @param total requests of live sessions
	 * @param notAuthenticated requests of sessions that named this person but were not
	 * live
	 */
	public record Snapshot(long total, long notAuthenticated, Map<Endpoint, Integer> perEndpoint, int mostInAnyHour,
			int mostInAny11Minutes, int mostInAnySecond, Map<PageKey, Integer> pagesServed, List<Entry> requests) {
	}

	/**
	 * The most arrivals in any half-open window of one length, updated with each arrival.
	 * Exact as long as a window holds no more arrivals than are kept.
	 */
	static final class BusiestWindow {

		private final long lengthMicros;

		private long first;

		private int max;

		BusiestWindow(Duration length) {
			this.lengthMicros = TimeUnit.MICROSECONDS.convert(length);
		}

		/**
		 * Adds the newest arrival.
		 * @param micros the times of all arrivals that are still kept, in microseconds
		 * since the epoch, none earlier than the one before it
		 */
		void add(long number, long oldestKept, LongUnaryOperator micros) {
			this.first = Math.max(this.first, oldestKept);
			long after = micros.applyAsLong(number) - this.lengthMicros;
			while (micros.applyAsLong(this.first) <= after) {
				this.first++;
			}
			this.max = Math.max(this.max, Math.toIntExact(number - this.first + 1));
		}

		int max() {
			return this.max;
		}

	}

}
