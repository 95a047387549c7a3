package io.followsync.acceptance.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import com.microsoft.playwright.Route;

/**
 * Controls what one tab sees of kept accounts: every request for them returns what was
 * set last. Its owner keeps one account with three months of history, apart from a week
 * without a sync.
 */
final class HeldAccount {

	static final String ID = "5012345678";

	private static final int DAYS = 88;

	private static final int LAST_DAY_BEFORE_THE_WEEK = 46;

	private static final int FIRST_DAY_AFTER_THE_WEEK = 38;

	private static final String ACCOUNT = """
			{"id":"%s","username":"anna.keller","state":"%s","connectedAt":"%s","removeAt":null}""";

	private static final String FIGURES = """
			{"at":"%s","sync":"019ac7d2-5c1e-7f3a-9b61-%012d","followers":%d,"following":%d,"mutual":%d,\
			"notFollowingBack":%d,"fans":%d,"gained":%d,"lost":%d,"unconfirmed":3}""";

	private static final String CHANGE = """
			{"since":"%s","followers":%d,"following":%d,"mutual":%d,"notFollowingBack":%d,"fans":%d}""";

	private static final String LIST = """
			{"fetched":%d,"declared":%d,"pages":26,"verdict":"%s","reason":"%s"}""";

	private static final String OVERVIEW = """
			{"account":"%s","username":"anna.keller","state":"%s","figures":%s,"sinceLastSync":%s,"sinceMonth":%s,\
			"liveSync":null,"lastSync":%s}""";

	private static final String SYNC = """
			{"id":"019ac7d2-5c1e-7f3a-9b61-000000000900","state":"%s","lists":{"followers":%s,"following":%s},\
			"failure":%s,"endedAt":"%s"}""";

	private static final String ACTIVITY = """
			{"at":"%s","kind":"%s","sync":null,"counts":%s,"durationSeconds":%s}""";

	private static final String SESSIONS = """
			[{"id":"019ac7d2-5c1e-7f3a-9b61-000000000001","userAgent":"Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36",\
			"createdAt":"%1$s","lastUsedAt":"%1$s","expiresAt":"%2$s","current":true},\
			{"id":"019ac7d2-5c1e-7f3a-9b61-000000000002","userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1",\
			"createdAt":"%1$s","lastUsedAt":"%1$s","expiresAt":"%2$s","current":false}]""";

	private static final String TOKENS = """
			[{"id":"019ac7d2-5c1e-7f3a-9b61-000000000003","name":"backup script","scopes":["read"],"createdAt":"%1$s",\
			"usedAt":"%1$s","expiresAt":"%2$s"}]""";

	private static final String SIGN_IN = """
			{"id":"019ac7d2-5c1e-7f3a-9b61-000000000004","code":null,"failure":null,"waitingFor":null,"resumesAt":null,\
			"expiresAt":"%s","asOf":"%s",%s}""";

	private final Tab tab;

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

	private final List<Figures> history = history();

	private final Map<String, String> answers = new TreeMap<>();

	private boolean reachable = true;

	HeldAccount(Tab tab) {
		this.tab = tab;
		tab.page().route("**/api/v1/**", this::tell);
		answer("/approvals", "[]");
		answer("/sessions", SESSIONS.formatted(daysAgo(20), daysAgo(-60)));
		answer("/tokens", TOKENS.formatted(daysAgo(20), daysAgo(-60)));
		answer("/accounts/" + ID + "/insights", "{\"next\":null,\"items\":"
				+ this.history.stream().map((figures) -> figures.json(this.now)).toList() + "}");
		answer("/accounts/" + ID + "/activities", activities());
		is("CONNECTED");
	}

	/** The account in a state, after a sync that counted. */
	HeldAccount is(String state) {
		return is(state, lastFigures(0), completed());
	}

	/** The last sync counted that many days ago. */
	HeldAccount isOf(int days) {
		return is("CONNECTED", lastFigures(days), completed());
	}

	HeldAccount isNew() {
		return is("CONNECTED", "null", "null");
	}

	/** Only one sync has counted. */
	HeldAccount isSyncedOnce() {
		return answer("/accounts/" + ID + "/overview",
				OVERVIEW.formatted(ID, "CONNECTED", lastFigures(0), "null", "null", completed()));
	}

	/** The history is one sync, that many days ago. */
	HeldAccount hasSyncedOnly(int days) {
		return answer("/accounts/" + ID + "/insights", "{\"next\":null,\"items\":[%s]}".formatted(lastFigures(days)));
	}

	/** The last sync was cut. */
	HeldAccount isSuspect() {
		return is("CONNECTED", lastFigures(0),
				SYNC.formatted("FAILED",
						LIST.formatted(1075, 1300, "SUSPECT",
								"Two walks found 1075 members of 1300 declared and differ in 0."),
						LIST.formatted(900, 900, "COMPLETE", "900 members of 900 declared."),
						"{\"kind\":\"INCOMPLETE\",\"message\":\"\",\"advice\":\"Sync again in an hour.\"}",
						this.now.minus(Duration.ofHours(1))));
	}

	/** Another browser waits for an approval. */
	HeldAccount isAskedForApproval(String code) {
		return answer("/approvals", """
				[{"id":"019ac7d2-5c1e-7f3a-9b61-000000000005","account":"%s","username":"anna.keller","code":"%s",\
				"createdAt":"%s","expiresAt":"%s"}]""".formatted(ID, code, this.now, daysAgo(-1)));
	}

	HeldAccount isAskedForNoApproval() {
		return answer("/approvals", "[]");
	}

	/** What a sign-in that is begun is told. */
	HeldAccount signsIn(String members) {
		answer("/sign-ins", "{\"id\":\"019ac7d2-5c1e-7f3a-9b61-000000000004\",\"secret\":\"q7Xo0dLZ1mPa5sVw8yTg2A\"}");
		return answer("/sign-ins/q7Xo0dLZ1mPa5sVw8yTg2A", SIGN_IN.formatted(daysAgo(-1), Instant.now(), members));
	}

	HeldAccount isReachable(boolean reachable) {
		this.reachable = reachable;
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

	private HeldAccount is(String state, String figures, String lastSync) {
		boolean known = !figures.equals("null");
		answer("/me",
				"{\"owner\":\"019ac7d2-5c1e-7f3a-9b61-000000000006\",\"scopes\":[\"read\",\"sync\"],\"accounts\":["
						+ ACCOUNT.formatted(ID, state, daysAgo(DAYS)) + "]}");
		return answer("/accounts/" + ID + "/overview", OVERVIEW.formatted(ID, state, figures,
				known ? change(1) : "null", known ? change(this.history.size() / 3) : "null", lastSync));
	}

	private HeldAccount answer(String path, String json) {
		this.answers.put("/api/v1" + path, json);
		return this;
	}

	private String lastFigures(int days) {
		return this.history.getLast().json(this.now.minus(Duration.ofDays(days)));
	}

	private String change(int syncs) {
		return this.history.getLast().since(this.history.get(this.history.size() - 1 - syncs), this.now);
	}

	private String completed() {
		Figures last = this.history.getLast();
		return SYNC.formatted("COMPLETED", list(last.followers), list(last.following), "null", last.at(this.now));
	}

	private static String list(int members) {
		return LIST.formatted(members, members, "COMPLETE", members + " members of " + members + " declared.");
	}

	private Instant daysAgo(int days) {
		return this.now.minus(Duration.ofDays(days));
	}

	private String activities() {
		List<String> all = new ArrayList<>();
		this.history.reversed()
			.stream()
			.limit(12)
			.forEach(
					(figures) -> all.add(
							ACTIVITY.formatted(figures.at(this.now), "SYNC_COMPLETED",
									"{\"followers\":%d,\"following\":%d,\"gained\":%d,\"lost\":%d}"
										.formatted(figures.followers, figures.following, figures.gained, figures.lost),
									"74.2")));
		all.add(2, ACTIVITY.formatted(daysAgo(3), "WHITELIST_CHANGED", "{\"added\":12,\"removed\":1}", "null"));
		all.add(4, ACTIVITY.formatted(daysAgo(5), "SYNC_FAILED", "{}", "212"));
		all.add(ACTIVITY.formatted(daysAgo(DAYS), "SIGNED_IN", "{}", "null"));
		return "{\"next\":null,\"items\":" + all + "}";
	}

	private void tell(Route route) {
		String path = route.request().url().replaceFirst("https?://[^/]+", "").replaceFirst("[?].*", "");
		String json = this.answers.get(path);
		boolean known = this.reachable && json != null;
		route.fulfill(new Route.FulfillOptions().setStatus(known ? 200 : this.reachable ? 404 : 503)
			.setHeaders(Map.of("Content-Type", "application/json"))
			.setBody(known ? json : "{\"title\":\"Service temporarily unavailable\"}"));
	}

	private static List<Figures> history() {
		Random random = new Random(14);
		List<Figures> history = new ArrayList<>();
		int followers = 1180;
		int following = 870;
		for (int day = DAYS; day >= 0; day--) {
			int gained = random.nextInt(9);
			int lost = random.nextInt(7);
			boolean isInTheWeek = day < LAST_DAY_BEFORE_THE_WEEK && day > FIRST_DAY_AFTER_THE_WEEK;
			if (!isInTheWeek && (day % 11 != 3)) {
				followers += gained - lost;
				following += random.nextInt(4) - 1;
				history.add(new Figures(day, followers, following, gained, lost));
			}
		}
		return history;
	}

	private record Figures(int daysAgo, int followers, int following, int gained, int lost) {

		int mutual() {
			return this.following * 7 / 9;
		}

		Instant at(Instant now) {
			return now.minus(Duration.ofDays(this.daysAgo)).minus(Duration.ofMinutes(50));
		}

		String json(Instant now) {
			return FIGURES.formatted(at(now), this.daysAgo, this.followers, this.following, mutual(),
					this.following - mutual(), this.followers - mutual(), this.gained, this.lost);
		}

		String since(Figures other, Instant now) {
			return CHANGE.formatted(other.at(now), this.followers - other.followers, this.following - other.following,
					mutual() - other.mutual(), this.following - mutual() - other.following + other.mutual(),
					this.followers - mutual() - other.followers + other.mutual());
		}

	}

}
