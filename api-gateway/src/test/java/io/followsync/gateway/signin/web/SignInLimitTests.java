package io.followsync.gateway.signin.web;

import java.util.UUID;

import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** How many sign-ins may be open at once. */
class SignInLimitTests extends SignInIntegrationTest {

	private static final int OF_OWNER = 20;

	private static final int OF_ADDRESS = 100;

	private static final String[] ADDRESSES = { "192.0.2.1", "192.0.2.2" };

	@Test
	void anOwnerMayHaveTwentyOpen() {
		TestBrowser browser = this.owners.browser(this.owners.owner());
		begin(ADDRESSES[0], browser).expectStatus().isAccepted();
		copy("requested_by", OF_OWNER - 1);

		begin(ADDRESSES[1], browser).expectStatus()
			.isEqualTo(429)
			.expectHeader()
			.exists("Retry-After")
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("Too many sign-ins are open")
			.jsonPath("$.advice")
			.exists();

		assertThat(count("sign_ins")).isEqualTo(OF_OWNER);
		begin(ADDRESSES[1], this.owners.browser(this.owners.owner())).expectStatus().isAccepted();
	}

	@Test
	void anAddressMayHaveAHundredOpen() {
		begin(ADDRESSES[0], null).expectStatus().isAccepted();
		copy("client_hash", OF_ADDRESS - 1);

		begin(ADDRESSES[0], null).expectStatus().isEqualTo(429);

		begin(ADDRESSES[1], null).expectStatus().isAccepted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE sign_ins SET used_at = deciding_time()",
			"UPDATE sign_ins SET expires_at = deciding_time()",
			"""
					UPDATE jobs SET state = 'FAILED', ended_at = deciding_time(), remove_at = deciding_time(), dispatch_at = NULL,
					  failure_kind = 'NOT_ACCEPTED', failure_message = 'Not accepted.'""",
			"DELETE FROM jobs", "DELETE FROM sign_ins" })
	void oneThatHasEndedMakesRoom(String end) {
		TestBrowser browser = this.owners.browser(this.owners.owner());
		for (int open = 0; open < OF_OWNER; open++) {
			begin(ADDRESSES[0], browser).expectStatus().isAccepted();
		}
		begin(ADDRESSES[0], browser).expectStatus().isEqualTo(429);
		sql(end);
		begin(ADDRESSES[0], browser).expectStatus().isAccepted();
	}

	private WebTestClient.ResponseSpec begin(String address, @Nullable TestBrowser browser) {
		WebTestClient.RequestBodySpec call = this.web.post()
			.uri("/api/v1/sign-ins")
			.header("X-Forwarded-For", address)
			.contentType(MediaType.APPLICATION_JSON);
		if (browser != null) {
			call.cookie(TestOwners.COOKIE, browser.cookie()).header("Sec-Fetch-Site", "same-origin");
		}
		return call
			.bodyValue("{\"sessionId\":\"%s%%3A%s\",\"csrfToken\":\"abc\"}".formatted(TestOwners.randomAccount(),
					UUID.randomUUID()))
			.exchange();
	}

	/** More proven ones that have this column in common with the only one. */
	private void copy(String column, int count) {
		sql("""
				INSERT INTO sign_ins (id, secret_hash, job_id, account_id, sealed, %1$s, code, expires_at, proven_at)
				SELECT gen_random_uuid(), int4send(n), gen_random_uuid(), account_id, '', %1$s, code, expires_at, deciding_time()
				  FROM sign_ins, generate_series(1, %2$d) n"""
			.formatted(column, count));
	}

}
