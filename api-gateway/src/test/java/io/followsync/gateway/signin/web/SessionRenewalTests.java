package io.followsync.gateway.signin.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.job.AccountId;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SessionRenewalTests extends SignInIntegrationTest {

	@Autowired
	private MeterRegistry meters;

	private TestBrowser browser;

	@BeforeEach
	void signIn() {
		this.browser = this.owners.browser(this.owners.owner());
	}

	@Test
	void isRenewedWhileItIsUsed() {
		String renewed = renew(this.browser);

		assertThat(renewed).isNotEqualTo(this.browser.cookie());
		get("/api/v1/me", withCookie(renewed)).expectStatus().isOk().expectCookie().doesNotExist(TestOwners.COOKIE);
		assertThat(session("renewal")).isEqualTo(1);
	}

	@Test
	void theReplacedCookieCountsUntilTheNewOneIsShown() {
		String lost = renew(this.browser);
		sql("UPDATE browser_sessions SET renewed_at = renewed_at - interval '10 min'");

		String again = get("/api/v1/me", this.browser).expectStatus()
			.isOk()
			.returnResult(Void.class)
			.getResponseCookies()
			.getFirst(TestOwners.COOKIE)
			.getValue();

		get("/api/v1/me", withCookie(again)).expectStatus().isOk();
		assertThat(session("renewal")).as("the renewal whose answer was lost: " + lost).isEqualTo(1);
		assertThat(session("confirmed_at IS NOT NULL")).isEqualTo(true);
	}

	@Test
	void theReplacedCookieCountsForAMomentAndIsReplacedAgain() {
		String renewed = renew(this.browser);
		get("/api/v1/me", withCookie(renewed)).expectStatus().isOk();

		String again = get("/api/v1/me", this.browser).expectStatus()
			.isOk()
			.returnResult(Void.class)
			.getResponseCookies()
			.getFirst(TestOwners.COOKIE)
			.getValue();

		assertThat(again).isEqualTo(renewed);
		assertThat(session("renewal")).isEqualTo(1);
	}

	@Test
	void aReplacedCookieThatComesBackRevokesTheSession(CapturedOutput output) {
		String renewed = renew(this.browser);
		get("/api/v1/me", withCookie(renewed)).expectStatus().isOk();
		sql("UPDATE browser_sessions SET confirmed_at = confirmed_at - interval '61 s' WHERE id = '%s'"
			.formatted(this.browser.session()));
		double copied = revoked("copied");

		get("/api/v1/me", this.browser).expectStatus().isUnauthorized();
		assertThat(revoked("copied")).isEqualTo(copied + 1);

		get("/api/v1/me", withCookie(renewed)).expectStatus().isUnauthorized();
		assertThat(session("revoked_at IS NOT NULL")).isEqualTo(true);
		assertThat(output.getAll()).contains("A session cookie came back after its renewal")
			.doesNotContain(renewed, this.browser.cookie());
	}

	@Test
	void theClockOfTheDatabaseDecidesAlone() {
		try {
			setTime("clock_timestamp() + make_interval(hours => 2)");
			get("/api/v1/me", this.browser).expectStatus().isOk().expectCookie().exists(TestOwners.COOKIE);
			setTime("clock_timestamp() + make_interval(days => 31)");
			get("/api/v1/me", this.browser).expectStatus().isUnauthorized();
			setTime("clock_timestamp() - make_interval(hours => 1)");
			get("/api/v1/me", this.browser).expectStatus().isOk();
		}
		finally {
			setTime("clock_timestamp()");
		}
	}

	@Test
	void aCookieOfTwoRenewalsAgoRevokesTheSessionAtOnce() {
		AccountId kept = this.owners.account(this.browser.owner());
		sql("UPDATE browser_sessions SET renewal = 2 WHERE id = '%s'".formatted(this.browser.session()));

		get("/api/v1/me", this.browser).expectStatus().isUnauthorized();

		assertThat(session("revoked_at IS NOT NULL")).isEqualTo(true);
		assertThat(activities(kept)).isEqualTo("SESSION_COPIED");
	}

	@Test
	void requestsAtOnceRenewOnce() {
		TestBrowser due = due(this.browser);

		assertThat(Flux.range(0, 20)
			.flatMap((number) -> WebClient.create("http://127.0.0.1:" + this.port)
				.get()
				.uri("/api/v1/me")
				.cookie(TestOwners.COOKIE, due.cookie())
				.exchangeToMono((answer) -> answer.releaseBody().thenReturn(answer.statusCode().value())), 20)
			.collectList()
			.block(Duration.ofSeconds(20))).containsOnly(200);

		assertThat(session("renewal")).isEqualTo(1);
	}

	@Test
	void endsUnusedAndAtTheLatestWhenItIsOld() {
		sql("UPDATE browser_sessions SET created_at = created_at - interval '179 days' WHERE id = '%s'"
			.formatted(this.browser.session()));
		renew(this.browser);
		assertThat(session("expires_at = created_at + interval '180 days'")).isEqualTo(true);

		sql("UPDATE browser_sessions SET expires_at = deciding_time() WHERE id = '%s'"
			.formatted(this.browser.session()));
		get("/api/v1/me", this.browser).expectStatus().isUnauthorized();
	}

	private void setTime(String expression) {
		sql("CREATE OR REPLACE FUNCTION deciding_time() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT %s'"
			.formatted(expression));
	}

	private double revoked(String cause) {
		return this.meters.get("followsync.sessions.revoked").tag("cause", cause).counter().count();
	}

	private String renew(TestBrowser used) {
		return get("/api/v1/me", due(used)).expectStatus()
			.isOk()
			.returnResult(Map.class)
			.getResponseCookies()
			.getFirst(TestOwners.COOKIE)
			.getValue();
	}

	/** The same browser after an hour. */
	private TestBrowser due(TestBrowser used) {
		return withCookie(this.owners.cookie(used.session(), 0, Instant.now().minusSeconds(1)));
	}

	private TestBrowser withCookie(String cookie) {
		return new TestBrowser(this.browser.session(), this.browser.owner(), cookie);
	}

	private Object session(String column) {
		return value("SELECT %s FROM browser_sessions WHERE id = '%s'".formatted(column, this.browser.session()));
	}

}
