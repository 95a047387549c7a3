package io.followsync.benchmarks.stack;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.followsync.benchmarks.process.Await;
import io.followsync.stack.job.Session;
import tools.jackson.databind.JsonNode;

/** An account that its owner keeps, with the requests of a signed-in browser. */
public record KeptAccount(Http gateway, long id) {

	private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "CANCELLED");

	private static final Set<String> PROVEN = Set.of("PROVEN");

	private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

	private static final Duration PROVE_TIMEOUT = Duration.ofMinutes(2);

	private static final Duration END_TIMEOUT = Duration.ofMinutes(15);

	/** Proves control of the account with a session, and signs in. */
	static KeptAccount signIn(URI gateway, Session session) {
		Map<String, String> origin = Map.of("Origin", "http://" + gateway.getAuthority());
		Http browser = new Http(gateway, origin);
		String secret = browser
			.post("/api/v1/sign-ins", Map.of("sessionId", session.sessionId(), "csrfToken", session.csrfToken()))
			.json()
			.path("secret")
			.asString();
		awaitProof(browser, secret);
		String cookie = browser.post("/api/v1/sessions", Map.of("signIn", secret))
			.response()
			.headers()
			.firstValue("Set-Cookie")
			.orElseThrow()
			.replaceFirst(";.*", "");
		return new KeptAccount(
				new Http(gateway, Map.of("Origin", "http://" + gateway.getAuthority(), "Cookie", cookie)),
				session.userId());
	}

	private static void awaitProof(Http browser, String secret) {
		Await.until("the proof of a sign-in", PROVE_TIMEOUT,
				() -> isIn(browser.get("/api/v1/sign-ins/" + secret).json(), PROVEN));
	}

	/** Requests a sync; returns its id. */
	public String startSync() {
		return this.gateway.post("/api/v1/accounts/" + this.id + "/syncs", Map.of()).json().path("id").asString();
	}

	/**
	 * Waits for the end of a sync, which must complete. It asks the gateway twice a
	 * second, so that what this costs hardly counts: take times from the database.
	 */
	public JsonNode awaitCompletion(String sync) {
		Await.until("the end of a sync", END_TIMEOUT, POLL_INTERVAL, () -> isIn(sync(sync), ENDED));
		JsonNode ended = sync(sync);
		if (!ended.path("state").asString().equals("COMPLETED")) {
			throw new IllegalStateException("the sync ended: " + ended);
		}
		return ended;
	}

	public JsonNode sync(String sync) {
		return this.gateway.get("/api/v1/accounts/" + this.id + "/syncs/" + sync).json();
	}

	private static boolean isIn(JsonNode asked, Set<String> states) {
		return states.contains(asked.path("state").asString());
	}

}
