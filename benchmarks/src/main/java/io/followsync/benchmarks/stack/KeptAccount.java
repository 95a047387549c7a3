package io.followsync.benchmarks.stack;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import io.followsync.stack.job.Session;
import tools.jackson.databind.JsonNode;

/** An account that its owner keeps, with the requests of a signed-in browser. */
public record KeptAccount(Http gateway, long id) {

	private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "CANCELLED");

	private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

	private static final Duration TO_END = Duration.ofMinutes(15);

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
		await(() -> browser.get("/api/v1/sign-ins/" + secret).json(), Set.of("PROVEN"));
	}

	/** Requests a sync; returns its id. */
	public String startSync() {
		return this.gateway.post("/api/v1/accounts/" + this.id + "/syncs", Map.of()).json().path("id").asString();
	}

	/** Waits for the end of a sync, which must complete. */
	public JsonNode awaitCompletion(String sync) {
		JsonNode ended = await(() -> sync(sync), ENDED);
		if (!ended.path("state").asString().equals("COMPLETED")) {
			throw new IllegalStateException("the sync ended: " + ended);
		}
		return ended;
	}

	public JsonNode sync(String sync) {
		return this.gateway.get("/api/v1/accounts/" + this.id + "/syncs/" + sync).json();
	}

	private static JsonNode await(java.util.function.Supplier<JsonNode> ask, Set<String> states) {
		Instant end = Instant.now().plus(TO_END);
		JsonNode answer = ask.get();
		while (!states.contains(answer.path("state").asString())) {
			if (Instant.now().isAfter(end)) {
				throw new IllegalStateException("still " + answer);
			}
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
			answer = ask.get();
		}
		return answer;
	}

}
