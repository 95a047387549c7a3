package io.followsync.acceptance.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

/**
 * What Instagram saw of an account.
 *
 * @param total requests of live sessions
 * @param notAuthenticated requests of sessions that only named this account
 * @param served how often each page was delivered, by list and cursor
 * @param requests in the order of their arrival
 */
public record Audit(int total, int notAuthenticated, Map<String, Integer> served, List<Request> requests) {

	static Audit of(JsonNode json) {
		Map<String, Integer> served = new LinkedHashMap<>();
		json.required("pagesServed")
			.properties()
			.forEach((list) -> list.getValue()
				.properties()
				.forEach((page) -> served.put(list.getKey() + " " + page.getKey(), page.getValue().intValue())));
		List<Request> requests = new ArrayList<>();
		json.required("requests").forEach((request) -> requests.add(Request.of(request)));
		return new Audit(json.required("total").intValue(), json.required("notAuthenticated").intValue(), served,
				requests);
	}

	/** Only the requests that arrived from then on, beside the counts of all. */
	public Audit since(Instant then) {
		return new Audit(this.total, this.notAuthenticated, this.served,
				this.requests.stream().filter((request) -> !request.at().isBefore(then)).toList());
	}

	/** How many different pages were delivered. */
	public int pages() {
		return this.served.size();
	}

	/** How many deliveries there were beyond one per page. */
	public int repeated() {
		return this.served.values().stream().mapToInt((times) -> times - 1).sum();
	}

	/** The most requests of live sessions that arrived in any window of that length. */
	public int busiest(Duration window) {
		List<Instant> arrivals = arrivals();
		int most = 0;
		int first = 0;
		for (int last = 0; last < arrivals.size(); last++) {
			while (!arrivals.get(first).plus(window).isAfter(arrivals.get(last))) {
				first++;
			}
			most = Math.max(most, last - first + 1);
		}
		return most;
	}

	/**
	 * How many requests of live sessions arrived sooner than this after the previous one.
	 */
	public int closerThan(Duration least) {
		List<Instant> arrivals = arrivals();
		return (int) IntStream.range(1, arrivals.size())
			.filter((i) -> Duration.between(arrivals.get(i - 1), arrivals.get(i)).compareTo(least) < 0)
			.count();
	}

	/** How many requests a fault of that kind struck. */
	public int strikes(String kind) {
		return (int) this.requests.stream().filter((request) -> request.fault().equals(kind)).count();
	}

	private List<Instant> arrivals() {
		return this.requests.stream().filter(Request::authenticated).map(Request::at).sorted().toList();
	}

	/**
	 * One request, by what was asked for and when.
	 *
	 * @param target id of the account or person that it was about
	 * @param authenticated whether its session was live
	 * @param fault the kind of the fault that struck it, or empty
	 */
	public record Request(String what, String target, Instant at, int status, boolean authenticated, String fault) {

		/** Whether it was a question about one member, and answered truly. */
		public boolean isAnsweredProbe() {
			return this.what.equals("show") && this.fault.isEmpty() && this.status != 0;
		}

		static Request of(JsonNode json) {
			String cursor = json.path("cursor").asString("");
			return new Request((json.required("endpoint").stringValue() + " " + cursor).strip(),
					json.required("target").stringValue(), Instant.parse(json.required("at").stringValue()),
					json.required("status").intValue(), json.required("authenticated").booleanValue(),
					json.path("fault").asString(""));
		}

	}

}
