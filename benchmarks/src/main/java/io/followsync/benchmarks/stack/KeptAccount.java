package io.followsync.benchmarks.stack;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.followsync.benchmarks.process.Await;
import io.followsync.stack.job.Session;

/** An account that its owner keeps, with the requests of a signed-in browser. */
public record KeptAccount(Http gateway, long id) {

	private static final Duration PROVE_TIMEOUT = Duration.ofMinutes(2);

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
				() -> browser.get("/api/v1/sign-ins/" + secret).json().path("state").asString().equals("PROVEN"));
	}

	/** Requests a sync; returns its id. */
	public String startSync() {
		return this.gateway.post("/api/v1/accounts/" + this.id + "/syncs", Map.of()).json().path("id").asString();
	}

}
