package io.followsync.gateway.access.web;

import java.util.UUID;

import io.followsync.job.AccountId;
import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.access.SessionCookies;
import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody tries who has, or wants, what belongs to an owner. */
class HostileCallerTests extends GatewayIntegrationTest {

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private SessionCookies cookies;

	private TestOwners owners;

	private TestBrowser victim;

	private AccountId account;

	@BeforeEach
	void keepAnAccount() {
		this.owners = new TestOwners(this.database, this.fingerprints, this.cookies);
		this.victim = this.owners.browser(this.owners.owner());
		this.account = this.owners.account(this.victim.owner());
	}

	@Test
	void aSecondCookieOfThatNameMakesBothCountForNothing() {
		TestBrowser attacker = this.owners.browser(this.owners.owner());

		for (String cookies : new String[] { cookie(attacker) + "; " + cookie(this.victim),
				cookie(this.victim) + "; " + cookie(attacker) }) {
			me(cookies).expectStatus().isUnauthorized();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "followsync_session", "__Host-followsync_session" })
	void aCookieOfHttpIsNoneOfHttpsAndTheOtherWayRound(String name) {
		String scheme = name.startsWith("__Host-") ? "http" : "https";

		this.web.get()
			.uri("/api/v1/me")
			.header("X-Forwarded-Proto", scheme)
			.header(HttpHeaders.COOKIE, name + "=" + this.victim.cookie())
			.exchange()
			.expectStatus()
			.isUnauthorized();
	}

	@ParameterizedTest
	@CsvSource({ "Origin, null", "Origin, https://evil.example", "Origin, http://127.0.0.1", "Origin, ''",
			"Origin, http://127.0.0.1:{port}@evil.example", "Origin, http://127.0.0.1:{port}.evil.example",
			"Origin, file://", "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Sec-Fetch-Site, ''",
			"Sec-Fetch-Site, SAME-ORIGIN", "Referer, http://127.0.0.1:{port}/", "X-Requested-With, XMLHttpRequest" })
	void aPageFromElsewhereChangesNothingWithTheCookie(String header, String value) {
		this.web.delete()
			.uri("/api/v1/accounts/" + this.account + "?history=delete")
			.header(HttpHeaders.COOKIE, cookie(this.victim))
			.header(header, value.replace("{port}", Integer.toString(this.port)))
			.exchange()
			.expectStatus()
			.isForbidden();

		assertThat(row("SELECT state FROM accounts WHERE id = " + this.account)).containsEntry("state", "CONNECTED");
	}

	@Test
	void twoOriginsAreNone() {
		this.web.delete()
			.uri("/api/v1/accounts/" + this.account + "?history=delete")
			.header(HttpHeaders.COOKIE, cookie(this.victim))
			.header("Origin", "http://127.0.0.1:" + this.port, "https://evil.example")
			.exchange()
			.expectStatus()
			.isForbidden();
	}

	@Test
	void aFormThatNamesAnotherMethodDeletesNothing() {
		String path = "/api/v1/accounts/" + this.account;
		for (String override : new String[] { "?history=delete&_method=DELETE", "?history=delete" }) {
			this.web.post()
				.uri(path + override)
				.header(HttpHeaders.COOKIE, cookie(this.victim))
				.header("Sec-Fetch-Site", "same-origin")
				.header("X-HTTP-Method-Override", "DELETE")
				.exchange()
				.expectStatus()
				.isEqualTo(405);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "access_token", "token", "bearer", "authorization", "followsync_session" })
	void aCredentialInTheQueryCountsForNothing(String name) {
		String token = this.owners.token(this.victim.owner(), Scope.values());

		for (String credential : new String[] { token, this.victim.cookie() }) {
			this.web.get().uri("/api/v1/me?" + name + "=" + credential).exchange().expectStatus().isUnauthorized();
		}
	}

	@Test
	void aValidTokenDecidesAloneWhateverTheCookieSays() {
		TestBrowser other = this.owners.browser(this.owners.owner());
		String token = this.owners.token(this.victim.owner(), Scope.READ);

		this.web.get()
			.uri("/api/v1/me")
			.header(HttpHeaders.COOKIE, cookie(other))
			.header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
			.exchange()
			.expectBody()
			.jsonPath("$.owner")
			.isEqualTo(this.victim.owner().toString())
			.jsonPath("$.scopes[0]")
			.isEqualTo("read")
			.jsonPath("$.scopes.length()")
			.isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer ", "bearer  x", "Bearer fs_", "Token x", "Basic Og==" })
	void aMalformedCredentialIsNone(String header) {
		this.web.get()
			.uri("/api/v1/me")
			.header(HttpHeaders.AUTHORIZATION, header)
			.exchange()
			.expectStatus()
			.isUnauthorized();
	}

	@Test
	void hugeCookiesAndHeadersAreRefused() {
		me("a=" + "x".repeat(100_000) + "; " + cookie(this.victim)).expectStatus().isEqualTo(431);
		me("followsync_session=" + "A".repeat(5_000)).expectStatus().isUnauthorized();
	}

	@Test
	void aForeignAccountIsAnsweredAsOneThatDoesNotExist() {
		String stranger = this.owners.token(this.owners.owner(), Scope.values());
		String nobodys = TestOwners.randomAccount().toString();

		for (String rest : new String[] { "", "/syncs", "/relationships", "/events", "/insights", "/overview",
				"/activities", "/changes", "/syncs/" + new UUID(0, 0) }) {
			assertThat(answer(stranger, this.account + rest)).isEqualTo(answer(stranger, nobodys + rest))
				.startsWith("404");
		}
	}

	@Test
	void aStolenTokenNeitherMakesOthersNorDisconnects() {
		WebTestClient thief = this.web.mutate()
			.defaultHeaders((headers) -> headers.setBearerAuth(this.owners.token(this.victim.owner(), Scope.values())))
			.build();

		thief.post().uri("/api/v1/tokens").exchange().expectStatus().isForbidden();
		thief.get().uri("/api/v1/tokens").exchange().expectStatus().isForbidden();
		thief.get().uri("/api/v1/approvals").exchange().expectStatus().isForbidden();
		thief.delete().uri("/api/v1/sessions/" + this.victim.session()).exchange().expectStatus().isForbidden();
		thief.delete()
			.uri("/api/v1/accounts/" + this.account + "?history=delete")
			.exchange()
			.expectStatus()
			.isForbidden();
	}

	private WebTestClient.ResponseSpec me(String cookies) {
		return this.web.get().uri("/api/v1/me").header(HttpHeaders.COOKIE, cookies).exchange();
	}

	private String answer(String token, String path) {
		var answer = this.web.get()
			.uri("/api/v1/accounts/" + path)
			.header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
			.exchange()
			.returnResult(String.class);
		return answer.getStatus().value() + " " + answer.getResponseBody().collectList().blockOptional().orElseThrow();
	}

	private static String cookie(TestBrowser browser) {
		return TestOwners.COOKIE + "=" + browser.cookie();
	}

}
