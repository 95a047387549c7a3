package io.followsync.acceptance.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.microsoft.playwright.Route;
import org.jspecify.annotations.Nullable;

/**
 * Controls what one tab sees of its job: every request for the job returns the state set
 * last, and its stream is refused unless it is {@link #live}.
 */
final class HeldJob {

	static final String ID = "00000000000000aa";

	private static final Duration KEPT = Duration.ofMinutes(5);

	// If a member name occurs twice, the later one counts.
	private static final String JOB = """
			{"id":"%s","source":"WEB_SESSION","phase":null,"position":0,"lists":{
			"followers":{"fetched":240,"declared":240,"pages":10,"walk":1,"verdict":null,"evidence":{}},
			"following":{"fetched":25,"declared":95,"pages":1,"walk":1,"verdict":null,"evidence":{}}},
			"budget":{"remaining":12,"nextTokenAt":null,"tokensPerHour":186},"waitingFor":null,"resumesAt":null,
			"failure":null,"result":null,"asOf":"%s","startedAt":null,"endedAt":null,"removedAt":null,%s}""";

	private static final String COMPLETED = """
			"state":"COMPLETED","result":{"followersCount":%d,"followingCount":%d,"notFollowingBackCount":%d,\
			"fansCount":%d,"mutualCount":%d,"unconfirmedCount":%d,"completedAt":"%s"},"removedAt":"%s\"""";

	private static final String STREAM_THAT_IS_TOLD = """
			window.EventSource = class {
			  static OPEN = 1;
			  static CLOSED = 2;
			  readyState = 1;
			  constructor() { setTimeout(() => this.onopen?.()); }
			  addEventListener(type, listener) { if (type === 'progress') { window.tell = listener; } }
			  close() { this.readyState = 2; }
			};
			""";

	private final Tab tab;

	private Map<String, List<String>> people = Map.of();

	private @Nullable String members;

	private boolean reachable = true;

	private @Nullable Instant now;

	HeldJob(Tab tab) {
		this.tab = tab;
		tab.page().route(Pattern.compile("/api/(v1/jobs|job)/" + ID), this::tell);
	}

	/**
	 * From the next load on, its stream is open and delivers only what {@link #told}
	 * sends.
	 */
	HeldJob live() {
		live(this.tab);
		return this;
	}

	/** The same for a job of another kind, to which {@link #tell} sends. */
	static void live(Tab tab) {
		tab.page().addInitScript(STREAM_THAT_IS_TOLD);
	}

	/** Sends an event of the live stream: the job's state at that time. */
	void told(Instant at, String members) {
		tell(this.tab, ID, at, members);
	}

	/** The same for a job of another kind. */
	static void tell(Tab tab, String id, Instant at, String members) {
		tab.page()
			.evaluate("(data) => window.tell({ type: 'progress', lastEventId: '', data })",
					details(id, at, members + ",\"at\":\"" + at + '"'));
	}

	/** The details of a job at that time. */
	static String details(String id, Instant at, String members) {
		return JOB.formatted(id, at, members);
	}

	/** Reloads the tab, which then shows the job. */
	HeldJob shown() {
		this.tab.run("() => sessionStorage.setItem('followsync.job', '" + ID + "')");
		this.tab.page().reload();
		this.tab.awaitView();
		return this;
	}

	/** As the server tells it at that time. */
	HeldJob at(Instant now) {
		this.now = now;
		return this;
	}

	HeldJob is(String members) {
		this.members = members;
		return this;
	}

	/**
	 * Completed; only these people exist, each a JSON object, and none of them follows
	 * back.
	 */
	HeldJob isCompletedWith(int unconfirmed, String... people) {
		return isCompletedWith(unconfirmed, List.of(people), List.of(), List.of());
	}

	HeldJob isCompletedWith(int unconfirmed, List<String> notFollowingBack, List<String> fans, List<String> mutual) {
		this.people = Map.of("notFollowingBack", notFollowingBack, "fans", fans, "mutual", mutual);
		Instant now = now();
		return is(COMPLETED.formatted(fans.size() + mutual.size(), notFollowingBack.size() + mutual.size(),
				notFollowingBack.size(), fans.size(), mutual.size(), unconfirmed, now, now.plus(KEPT)));
	}

	HeldJob isGone() {
		this.members = null;
		return this;
	}

	/**
	 * Sets whether its lists can be fetched and whether it can be cancelled and removed.
	 */
	HeldJob isReachable(boolean reachable) {
		this.reachable = reachable;
		return this;
	}

	private Instant now() {
		return (this.now != null) ? this.now : Instant.now();
	}

	private void tell(Route route) {
		String url = route.request().url();
		boolean list = url.contains("/result");
		boolean change = route.request().method().equals("DELETE");
		if (url.contains("/events") || ((list || change) && !this.reachable)) {
			route.fulfill(json(503, "{\"title\":\"Service temporarily unavailable\"}"));
		}
		else if (list) {
			String view = url.substring(url.indexOf("view=") + "view=".length());
			route.fulfill(
					json(200, this.people.get(view).stream().map((row) -> row + '\n').collect(Collectors.joining())));
		}
		else if (this.members == null) {
			route.fulfill(json(404, "{\"title\":\"Job not found\"}"));
		}
		else {
			route.fulfill(json(200, details(ID, now(), this.members)));
		}
	}

	private static Route.FulfillOptions json(int status, String body) {
		return new Route.FulfillOptions().setStatus(status)
			.setHeaders(Map.of("Content-Type", "application/json"))
			.setBody(body);
	}

}
