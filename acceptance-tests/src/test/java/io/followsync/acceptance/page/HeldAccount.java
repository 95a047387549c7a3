package io.followsync.acceptance.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.microsoft.playwright.Route;
import org.jspecify.annotations.Nullable;

/**
 * Controls what one tab sees of kept accounts: every request for them returns what was
 * set last. Its owner keeps one account with three months of history, apart from a week
 * without a sync.
 */
final class HeldAccount {

	static final String ID = "5012345678";

	/** The sync that runs, if one does. */
	static final String SYNC = "019ac7d2-5c1e-7f3a-9b61-0d6f0e6f1c55";

	/** The morning of which pictures are. */
	static final Instant MORNING = Instant.parse("2026-11-30T09:00:00Z");

	/** Those of the last sync that counted. */
	static final HeldFigures LAST = HeldFigures.history().getLast();

	private static final String ME = """
			{"owner":"019ac7d2-5c1e-7f3a-9b61-000000000006","scopes":["read","sync"],"accounts":[%s]}""";

	private static final String ACCOUNT = """
			{"id":"%s","username":"anna.keller","state":"%s","connectedAt":"%s","removeAt":%s,"currentSync":%s,\
			"lastSync":%s}""";

	private static final String SUMMARY = """
			{"id":"019ac7d2-5c1e-7f3a-9b61-000000000900","state":"%s","endedAt":"%s",\
			"verdicts":{"followers":"COMPLETE","following":"COMPLETE"}}""";

	private static final String LIST = """
			{"fetched":%d,"declared":%d,"pages":26,"verdict":"%s","reason":"%s"}""";

	private static final String OVERVIEW = """
			{"account":"%s","username":"anna.keller","state":"%s","figures":%s,"sinceLastSync":%s,"sinceMonth":%s,\
			"liveSync":%s,"lastSync":%s,"removeAt":%s}""";

	private static final String SYNC_OF_ACCOUNT = """
			{"id":"019ac7d2-5c1e-7f3a-9b61-000000000900","state":"%s","lists":{"followers":%s,"following":%s},\
			"failure":%s,"endedAt":"%s"}""";

	private static final String ACTIVITY = """
			{"at":"%s","kind":"%s","sync":null,"counts":%s,"durationSeconds":%s}""";

	private static final String SESSIONS = """
			[{"id":"019ac7d2-5c1e-7f3a-9b61-000000000001","userAgent":"Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36",\
			"createdAt":"%1$s","lastUsedAt":"%3$s","expiresAt":"%2$s","current":true},\
			{"id":"019ac7d2-5c1e-7f3a-9b61-000000000002","userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1",\
			"createdAt":"%1$s","lastUsedAt":"%4$s","expiresAt":"%2$s","current":false}]""";

	private static final String TOKENS = """
			[{"id":"019ac7d2-5c1e-7f3a-9b61-000000000003","name":"backup script","scopes":["read"],"createdAt":"%1$s",\
			"usedAt":"%3$s","expiresAt":"%2$s"}]""";

	private static final String SIGN_IN = """
			{"id":"019ac7d2-5c1e-7f3a-9b61-000000000004","code":null,"failure":null,"waitingFor":null,"resumesAt":null,\
			"expiresAt":"%s","asOf":"%s",%s}""";

	private final Tab tab;

	private final Instant now;

	private final List<HeldFigures> history = HeldFigures.history();

	private final Map<String, String> answers = new TreeMap<>();

	private boolean reachable = true;

	private boolean answering = true;

	private Instant end;

	HeldAccount(Tab tab) {
		this(tab, Instant.now().truncatedTo(ChronoUnit.MINUTES));
	}

	/** As seen at that time. */
	HeldAccount(Tab tab, Instant now) {
		this.tab = tab;
		this.now = now;
		this.end = now;
		tab.page().route("**/api/v1/**", this::tell);
		answer("/approvals", "[]");
		answer("/sessions", SESSIONS.formatted(daysAgo(20), daysAgo(-60), now, daysAgo(2)));
		answer("/tokens", TOKENS.formatted(daysAgo(20), daysAgo(-60), daysAgo(1)));
		is("CONNECTED");
	}

	/** The account in a state, after a sync that counted. */
	HeldAccount is(String state) {
		hasHistoryUntil(this.now);
		return is(state, lastFigures(0), null, completed(0));
	}

	/** The last sync counted that many days ago. */
	HeldAccount isOf(int days) {
		hasHistoryUntil(this.now.minus(Duration.ofDays(days)));
		return is("CONNECTED", lastFigures(days), null, completed(days));
	}

	HeldAccount isNew() {
		return is("CONNECTED", "null", null, "null");
	}

	/** A sync is running, of which the server tells these members. */
	HeldAccount isSyncing(String members) {
		hasHistoryUntil(this.now);
		answer("/accounts/" + ID + "/syncs", "{\"id\":\"%s\",\"started\":true}".formatted(SYNC));
		answer("/accounts/" + ID + "/syncs/" + SYNC, HeldJob.details(SYNC, asOf(), members));
		return is("CONNECTED", lastFigures(0), SYNC, completed(0));
	}

	/** Only one sync has counted. */
	HeldAccount isSyncedOnce() {
		return answer("/accounts/" + ID + "/overview",
				OVERVIEW.formatted(ID, "CONNECTED", lastFigures(0), "null", "null", "null", completed(0), "null"));
	}

	private void hasHistoryUntil(Instant end) {
		this.end = end;
		answer("/accounts/" + ID + "/insights",
				"{\"next\":null,\"items\":" + this.history.stream().map((figures) -> figures.json(end)).toList() + "}");
		answer("/accounts/" + ID + "/activities", activities(end));
	}

	/** The history is one sync, that many days ago. */
	HeldAccount hasSyncedOnly(int days) {
		return answer("/accounts/" + ID + "/insights", "{\"next\":null,\"items\":[%s]}".formatted(lastFigures(days)));
	}

	/** The last sync was cut. */
	HeldAccount isSuspect() {
		int read = LAST.followers() * 5 / 6;
		hasHistoryUntil(this.now);
		return is("CONNECTED", lastFigures(0), null,
				SYNC_OF_ACCOUNT.formatted("FAILED",
						LIST.formatted(read, LAST.followers(), "SUSPECT",
								"Two walks found %d members of %d declared and differ in 0.".formatted(read,
										LAST.followers())),
						list(LAST.following()),
						"{\"kind\":\"INCOMPLETE\",\"message\":\"\",\"advice\":\"Sync again in an hour.\"}",
						this.now.minus(Duration.ofMinutes(10))));
	}

	/** Another browser waits for an approval. */
	HeldAccount isAskedForApproval(String code) {
		return isAskedForApproval(code, false);
	}

	/** The same; the account moves to another owner if {@code moves}. */
	HeldAccount isAskedForApproval(String code, boolean moves) {
		return answer("/approvals", """
				[{"id":"019ac7d2-5c1e-7f3a-9b61-000000000005","account":"%s","username":"anna.keller","code":"%s",\
				"moves":%b,"createdAt":"%s","expiresAt":"%s"}]""".formatted(ID, code, moves, this.now, daysAgo(-1)));
	}

	HeldAccount isAskedForNoApproval() {
		return answer("/approvals", "[]");
	}

	/** What a sign-in that is begun is told. */
	HeldAccount signsIn(String members) {
		answer("/sign-ins", "{\"id\":\"019ac7d2-5c1e-7f3a-9b61-000000000004\",\"secret\":\"q7Xo0dLZ1mPa5sVw8yTg2A\"}");
		return answer("/sign-ins/q7Xo0dLZ1mPa5sVw8yTg2A", SIGN_IN.formatted(daysAgo(-1), asOf(), members));
	}

	/** Its owner keeps no account any more. */
	HeldAccount isGone() {
		this.answers.keySet().removeIf((path) -> path.startsWith("/api/v1/accounts/"));
		return answer("/me", ME.formatted(""));
	}

	HeldAccount isReachable(boolean reachable) {
		this.reachable = reachable;
		return this;
	}

	/** From now on, requests wait for an answer. */
	HeldAccount isSilent() {
		this.answering = false;
		return this;
	}

	/** Loads the page at an address, as somebody who has signed in in this browser. */
	HeldAccount shownAt(String address) {
		this.tab.run("() => { localStorage.setItem('followsync.account', '" + ID + "'); location.hash = '" + address
				+ "'; }");
		this.tab.page().reload();
		this.tab.awaitView();
		return this;
	}

	private HeldAccount is(String state, String figures, @Nullable String sync, String lastSync) {
		boolean known = !figures.equals("null");
		String removeAt = state.equals("LEAVING") ? "\"" + this.now.plus(Duration.ofHours(12)) + '"' : "null";
		String failed = lastSync.contains("FAILED") ? "FAILED" : "COMPLETED";
		String endedAt = lastSync.replaceFirst(".*\"endedAt\":\"([^\"]+)\".*", "$1");
		answer("/me",
				ME.formatted(ACCOUNT.formatted(ID, state, daysAgo(HeldFigures.DAYS), removeAt,
						(sync == null) ? "null" : '"' + sync + '"',
						lastSync.equals("null") ? "null" : SUMMARY.formatted(failed, endedAt))));
		return answer("/accounts/" + ID + "/overview",
				OVERVIEW.formatted(ID, state, figures, known ? change(1) : "null",
						known ? change(this.history.size() / 3) : "null",
						(sync == null) ? "null" : "{\"id\":\"" + sync + "\"}", lastSync, removeAt));
	}

	private HeldAccount answer(String path, String json) {
		this.answers.put("/api/v1" + path, json);
		return this;
	}

	private String lastFigures(int days) {
		return LAST.json(this.now.minus(Duration.ofDays(days)));
	}

	private String change(int syncs) {
		return LAST.since(this.history.get(this.history.size() - 1 - syncs), this.end);
	}

	private String completed(int days) {
		return SYNC_OF_ACCOUNT.formatted("COMPLETED", list(LAST.followers()), list(LAST.following()), "null",
				LAST.at(this.now.minus(Duration.ofDays(days))));
	}

	private static String list(int members) {
		return LIST.formatted(members, members, "COMPLETE", members + " members of " + members + " declared.");
	}

	private Instant asOf() {
		return this.now.equals(MORNING) ? this.now : Instant.now();
	}

	private Instant daysAgo(int days) {
		return this.now.minus(Duration.ofDays(days));
	}

	private String activities(Instant end) {
		List<String> all = new ArrayList<>();
		this.history.reversed().stream().limit(12).forEach((figures) -> {
			all.add(ACTIVITY.formatted(
					figures.at(end), "SYNC_COMPLETED", "{\"followers\":%d,\"following\":%d,\"gained\":%d,\"lost\":%d}"
						.formatted(figures.followers(), figures.following(), figures.gained(), figures.lost()),
					"74.2"));
			all.add(activity(figures.at(end).minusSeconds(75), "SYNC_REQUESTED"));
		});
		all.add(6, ACTIVITY.formatted(end.minus(Duration.ofDays(3)), "WHITELIST_CHANGED",
				"{\"added\":12,\"removed\":1}", "null"));
		all.add(9, ACTIVITY.formatted(end.minus(Duration.ofDays(5)), "SYNC_FAILED", "{}", "212"));
		all.add(10, activity(end.minus(Duration.ofDays(5)).minusSeconds(213), "SYNC_REQUESTED"));
		all.add(activity(daysAgo(20), "SIGN_IN_APPROVED"));
		all.add(activity(daysAgo(HeldFigures.DAYS).minus(Duration.ofHours(1)), "CONNECTED"));
		all.add(activity(daysAgo(HeldFigures.DAYS).minus(Duration.ofHours(1)), "SIGNED_IN"));
		return "{\"next\":null,\"items\":" + all + "}";
	}

	private static String activity(Instant at, String kind) {
		return ACTIVITY.formatted(at, kind, "{}", "null");
	}

	private void tell(Route route) {
		if (!this.answering) {
			return;
		}
		String path = route.request().url().replaceFirst("https?://[^/]+", "").replaceFirst("[?].*", "");
		String json = this.answers.get(path);
		boolean known = this.reachable && json != null;
		route.fulfill(new Route.FulfillOptions().setStatus(known ? 200 : this.reachable ? 404 : 503)
			.setHeaders(Map.of("Content-Type", "application/json"))
			.setBody(known ? json : "{\"title\":\"%s\"}"
				.formatted(this.reachable ? "Account not found" : "Service temporarily unavailable")));
	}

}
