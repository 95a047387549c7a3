package io.followsync.gateway.signin.web;

import java.time.Duration;
import java.util.Map;

import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.job.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.reactive.TransactionalOperator;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SignInTests extends SignInIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String SESSION = "{\"sessionId\":\"%s%%3Axyz\",\"csrfToken\":\"abc\"}";

	private final AccountId account = TestOwners.randomAccount();

	@Autowired
	private TransactionalOperator transaction;

	@Test
	void storesAJobThatReadsNoListAndNothingReadable(CapturedOutput output) {
		Begun signIn = begin(this.account, null);

		Map<String, Object> job = row(
				"""
						SELECT j.kind, j.state, left(j.lane, 2) AS lane, j.session_fingerprint, j.claimed_user_id, s.sealed, c.sealed AS of_job,
						  s.secret_hash, (SELECT count(*) FROM job_lists l WHERE l.job_id = j.id) AS lists
						  FROM jobs j JOIN sign_ins s ON s.job_id = j.id JOIN job_credentials c ON c.job_id = j.id""");
		assertThat(job).containsEntry("kind", "SIGN_IN")
			.containsEntry("state", "QUEUED")
			.containsEntry("lane", "s:")
			.containsEntry("session_fingerprint", null)
			.containsEntry("claimed_user_id", this.account.value())
			.containsEntry("lists", 2L);
		assertThat(new String(bytes(job.get("sealed"))) + new String(bytes(job.get("of_job")))
				+ new String(bytes(job.get("secret_hash"))))
			.doesNotContain(this.account.toString(), signIn.secret());
		assertThat(output.getAll()).doesNotContain(signIn.secret());
		assertThat(signIn.secret()).matches("[A-Za-z0-9_-]{22}");
	}

	@Test
	void saysHowFarItIs() {
		Begun signIn = begin(this.account, null);
		assertThat(state(signIn, null)).isEqualTo("PENDING");

		sql("UPDATE jobs SET state = 'PARKED', wait_reason = 'BUDGET', resumes_at = '2030-01-01T00:00:00Z', dispatch_at = resumes_at");
		get("/api/v1/sign-ins/" + signIn.secret(), null).expectBody()
			.jsonPath("$.state")
			.isEqualTo("PENDING")
			.jsonPath("$.waitingFor")
			.isEqualTo("BUDGET")
			.jsonPath("$.resumesAt")
			.isEqualTo("2030-01-01T00:00:00Z");

		sql("""
				UPDATE jobs SET state = 'FAILED', wait_reason = NULL, resumes_at = NULL, dispatch_at = NULL, ended_at = deciding_time(),
				  remove_at = deciding_time() + interval '1 hour', failure_kind = 'NOT_ACCEPTED', failure_message = 'Not accepted.'""");
		get("/api/v1/sign-ins/" + signIn.secret(), null).expectBody()
			.jsonPath("$.state")
			.isEqualTo("FAILED")
			.jsonPath("$.failure.kind")
			.isEqualTo("NOT_ACCEPTED");

		sql("DELETE FROM jobs");
		get("/api/v1/sign-ins/" + signIn.secret(), null).expectStatus().isNotFound();
	}

	@Test
	void saysWhenToAskAgain() {
		Begun signIn = begin(this.account, null);
		String path = "/api/v1/sign-ins/" + signIn.secret();
		get(path, null).expectHeader().valueEquals("Retry-After", "1");
		sql("UPDATE jobs SET state = 'PARKED', wait_reason = 'BUDGET', resumes_at = deciding_time() + interval '90 s', dispatch_at = resumes_at");
		get(path, null).expectHeader().value("Retry-After", (wait) -> assertThat(wait).isIn("89", "90"));
		exchange(signIn, null).expectStatus().isEqualTo(409).expectHeader().exists("Retry-After");

		sql("UPDATE sign_ins SET proven_at = deciding_time()");

		get(path, null).expectHeader().doesNotExist("Retry-After");
	}

	@Test
	void aSessionThatDiesMeanwhileGivesNothingAndSaysWhatToDo() {
		Begun signIn = begin(this.account, null);
		sql("""
				UPDATE jobs SET state = 'FAILED', dispatch_at = NULL, ended_at = deciding_time(), remove_at = deciding_time() + interval '1 hour',
				  failure_kind = 'RECONNECT_NEEDED', failure_message = 'Instagram ended this session.', failure_advice = 'Log in again.'""");

		get("/api/v1/sign-ins/" + signIn.secret(), null).expectBody().json("""
				{"state": "FAILED", "code": null, "failure": {"kind": "RECONNECT_NEEDED",
				  "message": "Instagram ended this session.", "advice": "Log in again."}}""");
		exchange(signIn, null).expectStatus().isEqualTo(409).expectCookie().doesNotExist(TestOwners.COOKIE);

		assertThat(value("SELECT count(*) FROM accounts WHERE id = " + this.account)).isEqualTo(0L);
		assertThat(value("SELECT count(*) FROM account_credentials WHERE account_id = " + this.account)).isEqualTo(0L);
		assertThat(value("SELECT expires_at <= deciding_time() + interval '30 min' FROM sign_ins WHERE id = '%s'"
			.formatted(signIn.id()))).isEqualTo(true);
	}

	@Test
	void howeverManyClaimAnAccountItsOwnerFindsRoom() {
		TestBrowser owner = this.owners.browser(this.owners.owner());
		AccountId kept = this.owners.account(owner.owner());
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, capability_hash, capability_sealed)
				SELECT gen_random_uuid(), 'SIGN_IN', 'WEB_SESSION', 'QUEUED', 's:' || n, %s, int4send(n), ''
				  FROM generate_series(1, 600) n""".formatted(kept));

		post("/api/v1/sign-ins", SESSION.formatted(kept), null).expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.exists("Retry-After");
		begin(kept, owner);
		post("/api/v1/accounts/" + kept + "/syncs", "", owner).expectStatus().isAccepted();
		get("/api/v1/approvals", owner).expectBody().jsonPath("$.length()").isEqualTo(0);
	}

	@Test
	void aClaimDoesNotMakeTheOwnerWait() {
		TestBrowser owner = this.owners.browser(this.owners.owner());
		AccountId kept = this.owners.account(owner.owner());
		Begun claim = begin(kept, null);

		Integer status = this.database.sql("SELECT lock_account(%s)".formatted(kept))
			.then()
			.then(Mono.fromCallable(() -> exchange(claim, null).returnResult(Void.class).getStatus().value())
				.subscribeOn(Schedulers.boundedElastic()))
			.as(this.transaction::transactional)
			.block(TIMEOUT);

		assertThat(status).isEqualTo(409);
	}

	@Test
	void staysProvenAfterItsJobIsGoneUntilItIsUsedOrExpires() {
		Begun signIn = proven(this.account, null);
		sql("DELETE FROM jobs");
		assertThat(state(signIn, null)).isEqualTo("PROVEN");

		sql("UPDATE sign_ins SET expires_at = deciding_time() WHERE id = '" + signIn.id() + "'");
		get("/api/v1/sign-ins/" + signIn.secret(), null).expectStatus().isNotFound();
		exchange(signIn, null).expectStatus().isNotFound();
	}

	@Test
	void showsTheCodeOnlyWhileAnApprovalIsNeeded() {
		TestBrowser owner = this.owners.browser(this.owners.owner());
		AccountId kept = this.owners.account(owner.owner());
		Begun signIn = begin(kept, null);
		get("/api/v1/sign-ins/" + signIn.secret(), null).expectBody().jsonPath("$.code").isEmpty();

		sql("UPDATE sign_ins SET proven_at = deciding_time() WHERE id = '" + signIn.id() + "'");

		get("/api/v1/sign-ins/" + signIn.secret(), null).expectBody()
			.jsonPath("$.state")
			.isEqualTo("WAITING_FOR_APPROVAL")
			.jsonPath("$.code")
			.value((code) -> assertThat((String) code).matches("\\d{6}"));
		assertThat(state(signIn, owner)).as("for the owner's own browser").isEqualTo("PROVEN");
	}

	@Test
	void abandoningForgetsItAndCancelsItsJob() {
		Begun signIn = begin(this.account, null);

		delete("/api/v1/sign-ins/" + signIn.secret(), null).expectStatus().isNoContent();

		get("/api/v1/sign-ins/" + signIn.secret(), null).expectStatus().isNotFound();
		assertThat(row("SELECT state FROM jobs")).containsEntry("state", "CANCELLED");
		assertThat(count("job_credentials")).isZero();
		delete("/api/v1/sign-ins/" + signIn.secret(), null).expectStatus().isNotFound();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                            | no-json-data
			[1]                                                           | no-json-data
			{"csrfToken":"abc"                                            | no-json-data
			{"sessionId":"5%3Ax"}                                         | csrf-token-required
			{"sessionId":"5%3Ax","csrfToken":"a b"}                       | csrf-token-required
			{"csrfToken":"abc"}                                           | session-id-required
			{"csrfToken":"abc","sessionId":"5%0d%0aCookie:x"}             | session-id-required
			{"csrfToken":"abc","sessionId":"nobody"}                      | no-user-id
			{"csrfToken":"abc","sessionId":"0%3Ax"}                       | no-user-id
			{"csrf_token":"abc","session_id":"5%3Ax"}                     | csrf-token-required
			""")
	void refusesBadInputAndStoresNothing(String body, String error) {
		post("/api/v1/sign-ins", body, null).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:followsync:error:" + error);
		assertThat(count("jobs")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/sign-ins", "/api/v1/sessions" })
	void refusesABodyOfTenMegabytes(String path) {
		post(path, "{\"csrfToken\":\"" + "a".repeat(10_000_000) + "\"}", null).expectStatus().isEqualTo(413);
		assertThat(count("jobs")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "AAAAAAAAAAAAAAAAAAAAAA", "%00", "..%2f", "'; DROP TABLE owners; --" })
	void anUnknownSecretIsNotFound(String secret) {
		get("/api/v1/sign-ins/" + secret.replace("%", "%25").replace("'", "%27"), null).expectStatus().isNotFound();
		post("/api/v1/sessions", "{\"signIn\":\"" + secret + "\"}", null).expectStatus().isNotFound();
	}

}
