package io.followsync.acceptance.kept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.followsync.acceptance.client.Browser;
import io.followsync.acceptance.client.KeptAccount;
import io.followsync.acceptance.client.KeptEvent;
import io.followsync.acceptance.kept.ExpectedHistory.Span;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.simulator.Truth;
import io.followsync.acceptance.stack.Stack;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A kept account, and what is to be told of it. */
public final class WatchedAccount {

	private static final int NOT_FOUND = 404;

	private final Account instagram;

	private final Browser browser;

	private final KeptAccount kept;

	private final ExpectedHistory expected = new ExpectedHistory();

	private WatchedAccount(Account instagram, Browser browser, KeptAccount kept) {
		this.instagram = instagram;
		this.browser = browser;
		this.kept = kept;
	}

	/** Places an account, which a new owner signs in to. */
	public static WatchedAccount signIn(Stack stack, Population population) {
		Account account = stack.instagram().place(population);
		Browser browser = stack.gateway().browser();
		return new WatchedAccount(account, browser, browser.signIn(account.session()));
	}

	public Account instagram() {
		return this.instagram;
	}

	public Browser browser() {
		return this.browser;
	}

	public KeptAccount kept() {
		return this.kept;
	}

	/** Runs a sync that must complete. */
	public JsonNode sync() {
		JsonNode ended = this.kept.completeSync();
		count(ended);
		return ended;
	}

	/** A sync has completed, and nothing has changed on Instagram since. */
	public void count(JsonNode ended) {
		Span span = new Span(ended.path("id").asString(), time(ended, "startedAt"), time(ended, "endedAt"));
		Map<String, Boolean> answers = new HashMap<>();
		this.instagram.audit()
			.since(span.from())
			.requests()
			.stream()
			.filter((request) -> request.isAnsweredProbe())
			.forEach((probe) -> answers.put(probe.target(), probe.status() != NOT_FOUND));
		this.expected.add(span, this.instagram.history(), answers);
	}

	/** Every event, interval and number is the truth, and nothing else is told. */
	public void assertThatHistoryIsTrue() {
		List<KeptEvent> told = this.kept.events();
		assertThat(told).extracting(KeptEvent::seq).as("numbers").isEqualTo(numbersUpTo(told.size()));
		Map<String, ExpectedEvent> expected = new TreeMap<>();
		this.expected.events().forEach((event) -> expected.put(event.what(), event));
		assertThat(told).extracting(ExpectedEvent::what).containsExactlyInAnyOrderElementsOf(expected.keySet());
		told.forEach((event) -> expected.get(ExpectedEvent.what(event)).assertInterval(event));
		assertThat(this.kept.insights()).extracting(ExpectedFigures::told).isEqualTo(this.expected.figures());
		assertThatViewsAreTrue(told);
	}

	private void assertThatViewsAreTrue(List<KeptEvent> events) {
		Truth truth = this.instagram.truth();
		assertThat(this.kept.names("notFollowingBack")).isEqualTo(truth.notFollowingBack());
		assertThat(this.kept.names("fans")).isEqualTo(truth.fans());
		assertThat(this.kept.names("mutual")).hasSize(truth.mutual());
		Set<String> expected = this.expected.events()
			.stream()
			.filter((event) -> event.isBeginning() && event.lists().contains(MemberList.FOLLOWERS))
			.map(ExpectedEvent::what)
			.collect(Collectors.toSet());
		Map<String, KeptEvent> beginnings = new HashMap<>();
		events.stream()
			.filter((event) -> expected.contains(ExpectedEvent.what(event)))
			.forEach((event) -> beginnings.put(event.member(), event));
		assertThat(this.kept.view("followers")).hasSize(truth.followers()).allSatisfy((row) -> {
			KeptEvent beginning = beginnings.get(row.path("key").asString());
			assertThat(row.path("since").hasNonNull("after")).as("beginning of %s", row).isEqualTo(beginning != null);
			if (beginning != null) {
				// That of both lists, if the member came to both.
				assertThat(time(row.path("since"), "after")).isAfterOrEqualTo(beginning.after());
				assertThat(time(row.path("since"), "before")).isBeforeOrEqualTo(beginning.before());
			}
		});
	}

	/** Everything that is told of its members and its history, as it is answered. */
	public Map<String, String> answers() {
		Map<String, String> answers = new TreeMap<>();
		for (String what : List.of("/events?limit=200", "/changes?limit=200", "/insights",
				"/relationships?view=followers&limit=200", "/relationships?view=following&limit=200",
				"/relationships?view=notFollowingBack&limit=200", "/relationships?view=fans&limit=200",
				"/relationships?view=mutual&limit=200")) {
			answers.put(what, this.kept.ask(what).toString());
		}
		JsonNode overview = this.kept.ask("/overview").json();
		for (String part : List.of("username", "figures", "sinceLastSync", "sinceMonth")) {
			answers.put("overview " + part, overview.path(part).toString());
		}
		return answers;
	}

	private static Instant time(JsonNode json, String field) {
		return Instant.parse(json.required(field).stringValue());
	}

	private static List<Long> numbersUpTo(int last) {
		List<Long> numbers = new ArrayList<>();
		for (long number = 1; number <= last; number++) {
			numbers.add(number);
		}
		return numbers;
	}

}
