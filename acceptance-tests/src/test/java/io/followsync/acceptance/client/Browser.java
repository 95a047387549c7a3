package io.followsync.acceptance.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.followsync.acceptance.simulator.KnownSessions;
import io.followsync.stack.job.Session;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A browser of an owner: it keeps the cookie and says which page sends its requests. */
public final class Browser {

	private static final Duration TO_PROVE = Duration.ofSeconds(60);

	private final Http server;

	private Http http;

	private String cookie = "";

	Browser(Http server) {
		this.server = server;
		this.http = server.with(Map.of("Origin", server.origin()));
	}

	/** Its requests, with its cookie once it is signed in. */
	public Http http() {
		return this.http;
	}

	/** Name and value; empty before it is signed in. */
	public String cookie() {
		return this.cookie;
	}

	/** Proves control of the account and becomes its owner's. */
	public KeptAccount signIn(Session session) {
		String secret = prove(session);
		Reply reply = exchange(secret);
		assertThat(reply.status()).as("exchange: %s", reply).isEqualTo(200);
		return account(session.userId());
	}

	/** Begins a sign-in that must be accepted, and returns its secret. */
	public String begin(Session session) {
		Reply reply = tryBegin(session);
		assertThat(reply.status()).as("sign-in: %s", reply).isEqualTo(202);
		return KnownSessions.granted(reply.text("secret"));
	}

	public Reply tryBegin(Session session) {
		return this.http.postJson("/api/v1/sign-ins",
				Map.of("sessionId", session.sessionId(), "csrfToken", session.csrfToken()));
	}

	public Reply signInState(String secret) {
		return this.http.get("/api/v1/sign-ins/" + secret);
	}

	/** Begins a sign-in and returns its secret once it is proven. */
	public String prove(Session session) {
		String secret = begin(session);
		JsonNode signIn = awaitDecision(secret);
		assertThat(signIn.path("state").asString()).as("sign-in: %s", signIn).isIn("PROVEN", "WAITING_FOR_APPROVAL");
		return secret;
	}

	/** Waits until Instagram has said whose session it is, or that it is none. */
	public JsonNode awaitDecision(String secret) {
		return await().atMost(TO_PROVE)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> signInState(secret).json(), (signIn) -> !signIn.path("state").asString().equals("PENDING"));
	}

	/** If it succeeds, this browser is signed in. */
	public Reply exchange(String secret) {
		Reply reply = this.http.postJson("/api/v1/sessions", Map.of("signIn", secret));
		if (!reply.header("Set-Cookie").isEmpty()) {
			this.cookie = reply.header("Set-Cookie").replaceFirst(";.*", "");
			KnownSessions.granted(this.cookie.substring(this.cookie.indexOf('=') + 1));
			this.http = this.server.with(Map.of("Origin", this.server.origin(), "Cookie", this.cookie));
		}
		return reply;
	}

	/** The sign-ins of other browsers that wait for this one. */
	public List<JsonNode> approvals() {
		return this.http.get("/api/v1/approvals").items();
	}

	public Reply approve(String id, String code) {
		return this.http.postJson("/api/v1/approvals", Map.of("signIn", id, "code", code));
	}

	public Reply refuse(String id) {
		return this.http.delete("/api/v1/approvals/" + id);
	}

	/** Creates a token and returns its secret. */
	public String createToken(String... scopes) {
		Reply reply = this.http.postJson("/api/v1/tokens", Map.of("name", "tests", "scopes", scopes));
		assertThat(reply.status()).as("token: %s", reply).isEqualTo(201);
		return KnownSessions.granted(reply.text("secret"));
	}

	/** Who is signed in here, empty if nobody is. */
	public String owner() {
		return this.http.get("/api/v1/me").text("owner");
	}

	/** An account as this browser sees it. */
	public KeptAccount account(long id) {
		return new KeptAccount(this.http, id);
	}

	/** The ids of the accounts that this browser's owner keeps. */
	public List<String> accounts() {
		return this.http.get("/api/v1/accounts").items().stream().map((one) -> one.path("id").asString()).toList();
	}

}
