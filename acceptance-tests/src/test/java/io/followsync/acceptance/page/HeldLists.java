package io.followsync.acceptance.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Route;

/**
 * Controls what one tab sees of the people and events of a {@link HeldAccount}: every
 * request for them gets the answer that was set last.
 */
final class HeldLists {

	private static final Pattern PATH = Pattern
		.compile("/api/v1/accounts/" + HeldAccount.ID + "/((?:relationships|events|whitelist|members)\\b.*)");

	private record Answer(Pattern to, Function<Matcher, Route.FulfillOptions> made) {
	}

	private final HeldAccount account;

	private final Deque<Answer> answers = new ArrayDeque<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private boolean reachable = true;

	/** All lists are empty. */
	HeldLists(Tab tab) {
		this(tab, new HeldAccount(tab));
	}

	HeldLists(Tab tab, HeldAccount account) {
		this.account = account;
		answer("(?:relationships|events|whitelist).*", page("", "null"));
		tab.page().route(PATH, this::tell);
	}

	/** A page of a list. */
	static String page(String items, String next) {
		return "{\"items\":[%s],\"next\":%s}".formatted(items, next);
	}

	static Route.FulfillOptions json(int status, String body) {
		return new Route.FulfillOptions().setStatus(status)
			.setHeaders(Map.of("Content-Type", "application/json"))
			.setBody(body);
	}

	/** The account whose lists they are. */
	HeldAccount account() {
		return this.account;
	}

	HeldLists isReachable(boolean reachable) {
		this.reachable = reachable;
		this.account.isReachable(reachable);
		return this;
	}

	/** Answers requests for what matches a regular expression. */
	HeldLists answer(String what, String body) {
		return answer(what, (match) -> json(200, body));
	}

	HeldLists answer(String what, Function<Matcher, Route.FulfillOptions> made) {
		this.answers.addFirst(new Answer(Pattern.compile(what), made));
		return this;
	}

	/** Loads the page at a view of the account. */
	HeldLists shownAt(String view) {
		this.account.shownAt("#/accounts/" + HeldAccount.ID + "/" + view);
		return this;
	}

	/** What was asked for since the last call. */
	List<String> requests() {
		List<String> asked = new ArrayList<>(this.requests);
		this.requests.clear();
		return asked;
	}

	private void tell(Route route) {
		Matcher path = PATH.matcher(route.request().url());
		if (!this.reachable || !path.find()) {
			route.fallback();
			return;
		}
		this.requests.add(route.request().method() + " " + path.group(1));
		route.fulfill(find(path.group(1)));
	}

	private Route.FulfillOptions find(String what) {
		return this.answers.stream()
			.map((answer) -> Map.entry(answer, answer.to().matcher(what)))
			.filter((entry) -> entry.getValue().matches())
			.findFirst()
			.map((entry) -> entry.getKey().made().apply(entry.getValue()))
			.orElseGet(() -> json(404, "{\"title\":\"Endpoint not found\"}"));
	}

}
