package io.followsync.simulator.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * All requests of one person's sessions. Counts cover all requests ever made; individual
 * requests are kept for the last {@value #REMEMBERED} only. Requests of a session that is
 * not live are listed but counted separately, because they are not that person's. Used by
 * one thread at a time.
 */
public final class AuditTrail {

	static final int REMEMBERED = 200_000;

	private final List<AuditedRequest> requests = new ArrayList<>();

	private final List<Long> authenticatedMicros = new ArrayList<>();

	private final Map<Endpoint, Integer> perEndpoint = new EnumMap<>(Endpoint.class);

	private final Map<PageKey, Integer> pagesServed = new HashMap<>();

	private final BusiestWindow hour = new BusiestWindow(Duration.ofHours(1));

	private final BusiestWindow elevenMinutes = new BusiestWindow(Duration.ofMinutes(11));

	private final BusiestWindow second = new BusiestWindow(Duration.ofSeconds(1));

	private long arrivals;

	private long authenticated;

	/** Counts a request and returns its number in this trail. */
	public long arrived(AuditedRequest request) {
		set(this.requests, this.arrivals, request);
		if (request.viewer() != null) {
			count(request);
		}
		return this.arrivals++;
	}

	/**
	 * Records how that request was answered. A page counts as served only when it was
	 * delivered intact.
	 */
	public Optional<AuditedRequest> answered(long number, int status, boolean pageServed) {
		if (number < this.arrivals - REMEMBERED) {
			return Optional.empty();
		}
		AuditedRequest answered = get(this.requests, number).answered(status);
		set(this.requests, number, answered);
		if (pageServed) {
			this.pagesServed.merge(new PageKey(answered.endpoint(), answered.target(), answered.page()), 1,
					Integer::sum);
		}
		return Optional.of(answered);
	}

	/** The current counts and at most {@code mostRequests} of the newest requests. */
	public AuditSnapshot snapshot(int mostRequests) {
		long oldest = Math.max(0, this.arrivals - Math.min(mostRequests, REMEMBERED));
		List<AuditedRequest> newest = LongStream.range(oldest, this.arrivals)
			.mapToObj((number) -> get(this.requests, number))
			.toList();
		return new AuditSnapshot(this.authenticated, this.arrivals - this.authenticated, Map.copyOf(this.perEndpoint),
				this.hour.most(), this.elevenMinutes.most(), this.second.most(), Map.copyOf(this.pagesServed), newest);
	}

	private void count(AuditedRequest request) {
		long number = this.authenticated++;
		long previous = (number > 0) ? get(this.authenticatedMicros, number - 1) : Long.MIN_VALUE;
		// A clock that is set back must not break the order that the windows rely on.
		set(this.authenticatedMicros, number, Math.max(previous, request.atMicros()));
		long oldest = Math.max(0, this.authenticated - REMEMBERED);
		this.perEndpoint.merge(request.endpoint(), 1, Integer::sum);
		for (BusiestWindow window : List.of(this.hour, this.elevenMinutes, this.second)) {
			window.arrived(number, oldest, (at) -> get(this.authenticatedMicros, at));
		}
	}

	private static <T> T get(List<T> ring, long number) {
		return ring.get((int) (number % REMEMBERED));
	}

	private static <T> void set(List<T> ring, long number, T value) {
		int slot = (int) (number % REMEMBERED);
		if (slot == ring.size()) {
			ring.add(value);
		}
		else {
			ring.set(slot, value);
		}
	}

}
