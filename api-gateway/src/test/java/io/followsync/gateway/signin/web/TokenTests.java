package io.followsync.gateway.signin.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.followsync.gateway.access.Scope;
import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.job.AccountId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class TokenTests extends SignInIntegrationTest {

	private static final String LAPTOP = "{\"name\":\"laptop\",\"scopes\":[\"read\"]}";

	private TestBrowser browser;

	private AccountId account;

	@BeforeEach
	void signIn() {
		this.browser = this.owners.browser(this.owners.owner());
		this.account = this.owners.account(this.browser.owner());
	}

	@Test
	void aTokenActsForItsOwnerWithinItsScopes() {
		Map<?, ?> token = create(LAPTOP);

		assertThat((String) token.get("secret")).matches("fs_[A-Za-z0-9_-]{43}");
		bearer((String) token.get("secret"), "/api/v1/me").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.scopes")
			.isEqualTo(List.of("read"))
			.jsonPath("$.accounts[0].id")
			.isEqualTo(this.account.toString());
		assertThat(Instant.parse((String) token.get("expiresAt"))).isBetween(Instant.now().plus(Duration.ofDays(89)),
				Instant.now().plus(Duration.ofDays(91)));
	}

	@Test
	void theSecretIsToldOnceAndStoredHashed() {
		Map<?, ?> token = create(LAPTOP);

		get("/api/v1/tokens", this.browser).expectBody(String.class)
			.value((list) -> assertThat(list).contains("laptop", "\"usedAt\":null")
				.doesNotContain("secret", (String) token.get("secret")));
		assertThat((String) value(
				"SELECT access_tokens::text FROM access_tokens WHERE id = '%s'".formatted(token.get("id"))))
			.doesNotContain(((String) token.get("secret")).substring(3));
	}

	@Test
	void tellsTheDayOfTheLastUse() {
		Map<?, ?> token = create(LAPTOP);

		bearer((String) token.get("secret"), "/api/v1/me").expectStatus().isOk();

		assertThat(value("SELECT used_at = date_trunc('day', deciding_time(), 'UTC') FROM access_tokens WHERE id = '%s'"
			.formatted(token.get("id")))).isEqualTo(true);
	}

	@Test
	void renewalReplacesTheSecret() {
		Map<?, ?> token = create(LAPTOP);

		Map<?, ?> renewed = post("/api/v1/tokens/" + token.get("id") + "/renewal", "", this.browser).expectStatus()
			.isOk()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();

		bearer((String) token.get("secret"), "/api/v1/me").expectStatus().isUnauthorized();
		bearer((String) renewed.get("secret"), "/api/v1/me").expectStatus().isOk();
	}

	@Test
	void aRevokedOrExpiredTokenIsRefused() {
		Map<?, ?> revoked = create(LAPTOP);
		Map<?, ?> expired = create(LAPTOP);
		sql("UPDATE access_tokens SET expires_at = deciding_time() WHERE id = '%s'".formatted(expired.get("id")));

		delete("/api/v1/tokens/" + revoked.get("id"), this.browser).expectStatus().isNoContent();

		bearer((String) revoked.get("secret"), "/api/v1/me").expectStatus().isUnauthorized();
		bearer((String) expired.get("secret"), "/api/v1/me").expectStatus().isUnauthorized();
		for (Object gone : List.of(revoked.get("id"), expired.get("id"))) {
			post("/api/v1/tokens/" + gone + "/renewal", "", this.browser).expectStatus().isNotFound();
			delete("/api/v1/tokens/" + gone, this.browser).expectStatus().isNotFound();
		}
		assertThat(activities(this.account)).isEqualTo("TOKEN_CREATED TOKEN_CREATED TOKEN_REVOKED");
	}

	@Test
	void aTokenOfAnotherOwnerIsNotFound() {
		Map<?, ?> token = create(LAPTOP);
		TestBrowser other = this.owners.browser(this.owners.owner());

		post("/api/v1/tokens/" + token.get("id") + "/renewal", "", other).expectStatus().isNotFound();
		delete("/api/v1/tokens/" + token.get("id"), other).expectStatus().isNotFound();

		bearer((String) token.get("secret"), "/api/v1/me").expectStatus().isOk();
	}

	@Test
	void theBearerWinsOverTheCookie() {
		String wrong = "fs_" + "A".repeat(43);
		this.web.get()
			.uri("/api/v1/me")
			.cookie(TestOwners.COOKIE, this.browser.cookie())
			.header("Authorization", "Bearer " + wrong)
			.exchange()
			.expectStatus()
			.isUnauthorized();
	}

	@Test
	void aTokenNeedsNoOrigin() {
		String secret = this.owners.token(this.browser.owner(), Scope.READ, Scope.SYNC);

		this.web.delete()
			.uri("/api/v1/accounts/" + this.account + "?history=keep")
			.header("Authorization", "Bearer " + secret)
			.exchange()
			.expectStatus()
			.isForbidden()
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:followsync:error:browser-required");
	}

	@Test
	void anOwnerHasAtMostTwentyTokens() {
		WebClient client = WebClient.create("http://127.0.0.1:" + this.port);

		List<Integer> answers = Flux.range(0, 25)
			.flatMap((number) -> client.post()
				.uri("/api/v1/tokens")
				.contentType(MediaType.APPLICATION_JSON)
				.cookie(TestOwners.COOKIE, this.browser.cookie())
				.header("Sec-Fetch-Site", "same-origin")
				.bodyValue(LAPTOP)
				.exchangeToMono((answer) -> answer.releaseBody().thenReturn(answer.statusCode().value())), 25)
			.collectList()
			.block(Duration.ofSeconds(20));

		assertThat(answers).filteredOn((status) -> status == 201).hasSize(20);
		assertThat(answers).filteredOn((status) -> status == 409).hasSize(5);
	}

	@Test
	void aRepeatedRequestCreatesNothingAndTellsNoSecret() {
		String secret = (String) repeatable("k-1", LAPTOP).expectStatus()
			.isCreated()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody()
			.get("secret");
		Object id = value("SELECT id FROM access_tokens WHERE owner_id = '%s'".formatted(this.browser.owner()));

		repeatable("k-1", LAPTOP).expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:followsync:error:token-already-created")
			.jsonPath("$.token")
			.isEqualTo(id.toString());

		repeatable("k-1", LAPTOP.replace("laptop", "phone")).expectStatus().isEqualTo(422);
		get("/api/v1/tokens", this.browser).expectBody().jsonPath("$.length()").isEqualTo(1);
		assertThat((String) value("SELECT string_agg(a::text, '') FROM idempotent_answers a")).contains(id.toString())
			.doesNotContain(secret.substring(3));
		repeatable("k-2", LAPTOP).expectStatus().isCreated();
	}

	@Test
	void aRefusedRequestCanBeRepeatedWithItsKey() {
		repeatable("k-1", LAPTOP.replace("read", "write")).expectStatus().isBadRequest();
		repeatable("k-1", LAPTOP).expectStatus().isCreated();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"scopes\":[\"read\"]}", "{\"name\":\" \",\"scopes\":[\"read\"]}",
			"{\"name\":\"a\\u0000b\",\"scopes\":[\"read\"]}", "{\"name\":\"a\"}", "{\"name\":\"a\",\"scopes\":[]}",
			"{\"name\":\"a\",\"scopes\":\"read\"}", "{\"name\":\"a\",\"scopes\":[\"write\"]}",
			"{\"name\":\"a\",\"scopes\":[1]}", "{\"name\":\"a\",\"scopes\":[\"read\"],\"days\":0}",
			"{\"name\":\"a\",\"scopes\":[\"read\"],\"days\":366}",
			"{\"name\":\"a\",\"scopes\":[\"read\"],\"days\":1.5}",
			"{\"name\":\"a\",\"scopes\":[\"read\"],\"days\":1e99}" })
	void refusesBadInput(String body) {
		post("/api/v1/tokens", body, this.browser).expectStatus().isBadRequest();

		get("/api/v1/tokens", this.browser).expectBody().jsonPath("$.length()").isEqualTo(0);
	}

	private WebTestClient.ResponseSpec repeatable(String key, String body) {
		return this.web.post()
			.uri("/api/v1/tokens")
			.contentType(MediaType.APPLICATION_JSON)
			.cookie(TestOwners.COOKIE, this.browser.cookie())
			.header("Sec-Fetch-Site", "same-origin")
			.header("Idempotency-Key", key)
			.bodyValue(body)
			.exchange();
	}

	private Map<?, ?> create(String body) {
		return post("/api/v1/tokens", body, this.browser).expectStatus()
			.isCreated()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
	}

	private WebTestClient.ResponseSpec bearer(String secret, String path) {
		return this.web.get().uri(path).header("Authorization", "Bearer " + secret).exchange();
	}

}
