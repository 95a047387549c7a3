package io.followsync.gateway.signin.web;

import java.util.Map;
import java.util.UUID;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.access.SessionCookies;
import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.job.AccountId;
import io.followsync.vault.Fingerprints;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Begins sign-ins as a browser, and proves them as a worker would. */
abstract class SignInIntegrationTest extends GatewayIntegrationTest {

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private SessionCookies cookies;

	protected TestOwners owners;

	@BeforeEach
	void useOwners() {
		this.owners = new TestOwners(this.database, this.fingerprints, this.cookies);
	}

	/** A sign-in as it was answered. */
	record Begun(String id, String secret) {
	}

	protected Begun begin(AccountId account, @Nullable TestBrowser browser) {
		Map<?, ?> answer = post("/api/v1/sign-ins",
				"{\"sessionId\":\"%s%%3A%s\",\"csrfToken\":\"abc\"}".formatted(account, UUID.randomUUID()), browser)
			.expectStatus()
			.isAccepted()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		return new Begun((String) answer.get("id"), (String) answer.get("secret"));
	}

	protected Begun proven(AccountId account, @Nullable TestBrowser browser) {
		Begun signIn = begin(account, browser);
		assertThat(sql("UPDATE sign_ins SET proven_at = deciding_time() WHERE id = '" + signIn.id() + "'")).isOne();
		return signIn;
	}

	protected WebTestClient.ResponseSpec exchange(Begun signIn, @Nullable TestBrowser browser) {
		return post("/api/v1/sessions", "{\"signIn\":\"" + signIn.secret() + "\"}", browser);
	}

	protected WebTestClient.ResponseSpec post(String path, String body, @Nullable TestBrowser browser) {
		WebTestClient.RequestBodySpec call = this.web.post().uri(path).contentType(MediaType.APPLICATION_JSON);
		as(call, browser);
		return call.bodyValue(body).exchange();
	}

	protected WebTestClient.ResponseSpec get(String path, @Nullable TestBrowser browser) {
		return as(this.web.get().uri(path), browser).exchange();
	}

	protected WebTestClient.ResponseSpec delete(String path, @Nullable TestBrowser browser) {
		return as(this.web.delete().uri(path), browser).exchange();
	}

	protected String state(Begun signIn, @Nullable TestBrowser browser) {
		Map<?, ?> answer = get("/api/v1/sign-ins/" + signIn.secret(), browser).expectStatus()
			.isOk()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		return (String) answer.get("state");
	}

	/** What was recorded of an account, the oldest first. */
	protected Object activities(AccountId account) {
		return value("SELECT string_agg(kind, ' ' ORDER BY id) FROM activities WHERE account_id = " + account);
	}

	protected Object value(String query) {
		return row("SELECT (" + query + ") AS value").get("value");
	}

	private static WebTestClient.RequestHeadersSpec<?> as(WebTestClient.RequestHeadersSpec<?> call,
			@Nullable TestBrowser browser) {
		return (browser == null) ? call
				: call.cookie(TestOwners.COOKIE, browser.cookie()).header("Sec-Fetch-Site", "same-origin");
	}

}
