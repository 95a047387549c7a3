package io.followsync.acceptance.client;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The calls about one kept account, by whoever sends the requests. */
public final class KeptAccount {

	private static final Duration TO_END = Duration.ofSeconds(120);

	private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "CANCELLED");

	private static final int MAX_LIMIT = 200;

	private final Http http;

	private final long id;

	private final String path;

	public KeptAccount(Http http, long id) {
		this.http = http;
		this.id = id;
		this.path = "/api/v1/accounts/" + id;
	}

	public long id() {
		return this.id;
	}

	public Http http() {
		return this.http;
	}

	/** The path of something of this account; empty for the account itself. */
	public String path(String what) {
		return this.path + what;
	}

	/** Asks for something of this account. */
	public Reply ask(String what) {
		return this.http.get(path(what));
	}

	public String state() {
		return ask("").text("state");
	}

	public Reply disconnect(String history) {
		return this.http.delete(path("?history=" + history));
	}

	public Reply requestSync() {
		return this.http.post(path("/syncs"), Map.of());
	}

	/** Requests a sync, which must be accepted, and returns its id. */
	public String startSync() {
		Reply reply = requestSync();
		assertThat(reply.status()).as("sync: %s", reply).isEqualTo(202);
		return reply.text("id");
	}

	public JsonNode sync(String sync) {
		return ask("/syncs/" + sync).json();
	}

	/** Waits until the sync matches; keeps trying while a gateway is away. */
	public JsonNode awaitSync(String sync, Predicate<JsonNode> described) {
		return await().atMost(TO_END)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(100))
			.ignoreExceptionsMatching(UncheckedIOException.class::isInstance)
			.until(() -> sync(sync), described);
	}

	public JsonNode awaitEnd(String sync) {
		return awaitSync(sync, (now) -> ENDED.contains(now.path("state").asString("")));
	}

	/** Runs a sync that must complete, and returns what is told of it. */
	public JsonNode completeSync() {
		JsonNode ended = awaitEnd(startSync());
		assertThat(ended.path("state").asString()).as("end of %s", ended).isEqualTo("COMPLETED");
		return ended;
	}

	public EventClient watch(String sync) {
		return new EventClient(this.http, path("/syncs/" + sync + "/events"));
	}

	public Reply cancel(String sync) {
		return this.http.delete(path("/syncs/" + sync));
	}

	/** All members of a view. */
	public List<JsonNode> view(String view) {
		return pages("/relationships?view=%s&limit=%d".formatted(view, MAX_LIMIT));
	}

	/** The rows of a view as CSV, without the one that names the columns. */
	public List<List<String>> csv(String view) {
		return Csv.parse(this.http.get(path("/relationships?view=" + view), "text/csv").body())
			.stream()
			.skip(1)
			.toList();
	}

	/** The names of all members of a view. */
	public List<String> names(String view) {
		return view(view).stream().map((row) -> row.path("username").asString()).toList();
	}

	/** All events, oldest first. */
	public List<KeptEvent> events() {
		return pages("/events?limit=" + MAX_LIMIT).reversed().stream().map(KeptEvent::of).toList();
	}

	/** The figures after each sync that completed, oldest first. */
	public List<JsonNode> insights() {
		return pages("/insights?limit=" + MAX_LIMIT);
	}

	/** Everything that went on with the account, newest first. */
	public List<JsonNode> activities() {
		return pages("/activities?limit=" + MAX_LIMIT);
	}

	/** All pages of a list. */
	public List<JsonNode> pages(String list) {
		List<JsonNode> items = new ArrayList<>();
		String after = "";
		do {
			Reply page = ask(list + after);
			assertThat(page.status()).as("%s: %s", list, page).isEqualTo(200);
			items.addAll(page.items());
			after = page.text("next").isEmpty() ? "" : "&after=" + page.text("next");
		}
		while (!after.isEmpty());
		return items;
	}

}
