package io.followsync.gateway.signin.web;

import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.job.AccountId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;

import static org.assertj.core.api.Assertions.assertThat;

class SessionTests extends SignInIntegrationTest {

	private static final String SECURE_COOKIE = "__Host-" + TestOwners.COOKIE;

	private TestBrowser browser;

	@BeforeEach
	void signIn() {
		this.browser = this.owners.browser(this.owners.owner());
	}

	@Test
	void theCookieIsForThisServerAndNoScript() {
		Begun signIn = proven(TestOwners.randomAccount(), null);

		ResponseCookie cookie = exchange(signIn, null).returnResult(Void.class)
			.getResponseCookies()
			.getFirst(TestOwners.COOKIE);

		assertThat(cookie.toString()).contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000")
			.doesNotContain("Secure", "Domain");
	}

	@Test
	void theCookieOfHttpsIsBoundToTheHost() {
		Begun signIn = proven(TestOwners.randomAccount(), null);

		ResponseCookie cookie = this.web.post()
			.uri("/api/v1/sessions")
			.header("X-Forwarded-Proto", "https")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"signIn\":\"" + signIn.secret() + "\"}")
			.exchange()
			.returnResult(Void.class)
			.getResponseCookies()
			.getFirst(SECURE_COOKIE);

		assertThat(cookie.toString()).contains("HttpOnly", "SameSite=Lax", "Path=/", "Secure").doesNotContain("Domain");
		assertThat(status(SECURE_COOKIE, cookie.getValue(), "https")).isEqualTo(200);
		assertThat(status(TestOwners.COOKIE, cookie.getValue(), "https")).as("a cookie that http could have set")
			.isEqualTo(401);
	}

	@Test
	void aTamperedCookieIsNone() {
		String cookie = this.browser.cookie();
		for (int at : new int[] { 0, 5, 30, 40, cookie.length() - 20 }) {
			char other = (cookie.charAt(at) == 'A') ? 'B' : 'A';
			String tampered = cookie.substring(0, at) + other + cookie.substring(at + 1);
			get("/api/v1/me", withCookie(tampered)).expectStatus().isUnauthorized();
		}
		get("/api/v1/me", withCookie("x".repeat(4000))).expectStatus().isUnauthorized();
		get("/api/v1/me", withCookie("x".repeat(cookie.length()))).expectStatus().isUnauthorized();
		get("/api/v1/me", withCookie("")).expectStatus().isUnauthorized();
	}

	@Test
	void signingInOpensASessionThatNobodyChose() {
		TestBrowser revoked = this.browser;
		sql("UPDATE browser_sessions SET revoked_at = deciding_time() WHERE id = '%s'".formatted(revoked.session()));
		Begun signIn = proven(TestOwners.randomAccount(), revoked);

		String cookie = exchange(signIn, revoked).expectStatus()
			.isOk()
			.returnResult(Void.class)
			.getResponseCookies()
			.getFirst(TestOwners.COOKIE)
			.getValue();

		get("/api/v1/me", withCookie(cookie)).expectStatus().isOk();
		get("/api/v1/me", revoked).expectStatus().isUnauthorized();
	}

	@Test
	void signsOut() {
		AccountId kept = this.owners.account(this.browser.owner());
		ResponseCookie cleared = delete("/api/v1/sessions/current", this.browser).expectStatus()
			.isNoContent()
			.returnResult(Void.class)
			.getResponseCookies()
			.getFirst(TestOwners.COOKIE);

		assertThat(cleared.getMaxAge()).isZero();
		get("/api/v1/me", this.browser).expectStatus().isUnauthorized();
		assertThat(activities(kept)).isEqualTo("SIGNED_OUT");
	}

	@Test
	void anOwnerSeesAndRevokesTheirBrowsersOnly() {
		TestBrowser second = this.owners.browser(this.browser.owner());
		TestBrowser foreign = this.owners.browser(this.owners.owner());

		get("/api/v1/sessions", this.browser).expectBody()
			.jsonPath("$.length()")
			.isEqualTo(2)
			.jsonPath("$[?(@.current == true)].id")
			.isEqualTo(this.browser.session().toString());
		delete("/api/v1/sessions/" + foreign.session(), this.browser).expectStatus().isNotFound();
		delete("/api/v1/sessions/x", this.browser).expectStatus().isNotFound();
		delete("/api/v1/sessions/" + second.session(), this.browser).expectStatus().isNoContent();

		get("/api/v1/me", second).expectStatus().isUnauthorized();
		get("/api/v1/me", foreign).expectStatus().isOk();
		get("/api/v1/me", this.browser).expectStatus().isOk();
	}

	@Test
	void aCookieChangesNothingUnlessTheBrowserNamesAnOrigin() {
		String path = "/api/v1/sessions/" + this.owners.browser(this.browser.owner()).session();
		this.web.delete()
			.uri(path)
			.cookie(TestOwners.COOKIE, this.browser.cookie())
			.exchange()
			.expectStatus()
			.isForbidden();
		for (String site : new String[] { "cross-site", "same-site" }) {
			this.web.delete()
				.uri(path)
				.cookie(TestOwners.COOKIE, this.browser.cookie())
				.header("Sec-Fetch-Site", site)
				.exchange()
				.expectStatus()
				.isForbidden();
		}
		this.web.delete()
			.uri(path)
			.cookie(TestOwners.COOKIE, this.browser.cookie())
			.header("Origin", "https://evil.example")
			.exchange()
			.expectStatus()
			.isForbidden();
		this.web.delete()
			.uri(path)
			.cookie(TestOwners.COOKIE, this.browser.cookie())
			.header("Origin", "http://127.0.0.1:" + this.port)
			.exchange()
			.expectStatus()
			.isNoContent();
	}

	private TestBrowser withCookie(String cookie) {
		return new TestBrowser(this.browser.session(), this.browser.owner(), cookie);
	}

	private int status(String cookie, String value, String scheme) {
		return this.web.get()
			.uri("/api/v1/me")
			.header("X-Forwarded-Proto", scheme)
			.cookie(cookie, value)
			.exchange()
			.returnResult(Void.class)
			.getStatus()
			.value();
	}

}
