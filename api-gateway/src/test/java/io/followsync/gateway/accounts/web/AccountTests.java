package io.followsync.gateway.accounts.web;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import io.followsync.gateway.AccountHistory;
import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.access.SessionCookies;
import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.AccountId;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class AccountTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private TransactionalOperator transaction;

	@Autowired
	private SessionCookies cookies;

	private TestBrowser browser;

	private AccountId account;

	@BeforeEach
	void keepAnAccount() {
		TestOwners owners = new TestOwners(this.database, this.fingerprints, this.cookies);
		this.browser = owners.browser(owners.owner());
		this.account = owners.account(this.browser.owner());
	}

	@Test
	void listsTheAccountsOfTheOwner() {
		get("/api/v1/accounts").expectStatus()
			.isOk()
			.expectHeader()
			.value("Cache-Control", (cache) -> assertThat(cache).contains("no-cache", "private"))
			.expectBody()
			.jsonPath("$.length()")
			.isEqualTo(1)
			.jsonPath("$[0].id")
			.isEqualTo(this.account.toString())
			.jsonPath("$[0].username")
			.isEqualTo("anna.example")
			.jsonPath("$[0].state")
			.isEqualTo("CONNECTED");
	}

	@Test
	void showsTheSyncsOfAnAccount() {
		get("/api/v1/accounts/" + this.account).expectBody()
			.jsonPath("$.currentSync")
			.isEqualTo(null)
			.jsonPath("$.lastSync")
			.isEqualTo(null)
			.jsonPath("$.removeAt")
			.isEqualTo(null);
		AccountHistory history = new AccountHistory(this.database);
		history.endedSync(this.account.value(), "FAILED", LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());
		UUID last = history.endedSync(this.account.value(), "COMPLETED", LocalDate.now(ZoneOffset.UTC).toString());
		TestJob current = insertSync(JobState.PARKED);

		for (String list : new String[] { "/api/v1/accounts", "/api/v1/me" }) {
			get(list).expectBody().jsonPath("$..lastSync.id").isEqualTo(last.toString());
		}
		get("/api/v1/accounts/" + this.account).expectBody().json("""
				{"currentSync": "%s", "lastSync": {"id": "%s", "state": "COMPLETED",
				  "verdicts": {"followers": "COMPLETE", "following": null}}}
				""".formatted(current.id(), last)).jsonPath("$.lastSync.endedAt").isNotEmpty();
	}

	@Test
	void archivesAnAccountWithoutItsCredential() {
		disconnect("keep").expectStatus().isNoContent();

		assertThat(row("SELECT state, remove_at FROM accounts WHERE id = " + this.account))
			.containsEntry("state", "ARCHIVED")
			.containsEntry("remove_at", null);
		assertThat(credentials()).isZero();
		assertThat(activities()).isEqualTo("ARCHIVED");
	}

	@Test
	void leavesNoSignInThatCouldConnectItAnew() {
		TestJob job = new TestJobs(this.database, this.fingerprints).insert(JobState.QUEUED);
		sql("UPDATE jobs SET kind = 'SIGN_IN', claimed_user_id = %s WHERE id = '%s'".formatted(this.account, job.id()));
		sql("""
				INSERT INTO sign_ins (id, secret_hash, job_id, account_id, sealed, code, expires_at)
				VALUES (gen_random_uuid(), 'unused', '%s', %s, '', '1', deciding_time() + interval '30 minutes')"""
			.formatted(job.id(), this.account));

		disconnect("keep").expectStatus().isNoContent();

		assertThat(count("sign_ins WHERE account_id = " + this.account)).isZero();
		assertThat(row("SELECT state, cancel_requested FROM jobs WHERE id = '%s'".formatted(job.id()))).satisfies(
				(row) -> assertThat(row.get("state").equals("CANCELLED") || row.get("cancel_requested").equals(true))
					.isTrue());
	}

	@Test
	void removesEverythingWithinADayAndNotLaterIfAskedAgain() {
		disconnect("delete").expectStatus().isNoContent();
		assertThat(row(
				"SELECT state, remove_at BETWEEN deciding_time() AND deciding_time() + interval '1 day' AS soon FROM accounts WHERE id = "
						+ this.account))
			.containsEntry("state", "LEAVING")
			.containsEntry("soon", true);
		assertThat(credentials()).isZero();
		sql("UPDATE accounts SET remove_at = remove_at - interval '1 h' WHERE id = " + this.account);
		Object before = row("SELECT remove_at FROM accounts WHERE id = " + this.account).get("remove_at");

		disconnect("delete").expectStatus().isNoContent();

		assertThat(row("SELECT remove_at FROM accounts WHERE id = " + this.account)).containsEntry("remove_at", before);
		sql("UPDATE accounts SET remove_at = deciding_time() WHERE id = " + this.account);
		get("/api/v1/accounts/" + this.account).expectStatus().isNotFound();
		disconnect("keep").expectStatus().isNotFound();
	}

	@ParameterizedTest
	@EnumSource(names = { "QUEUED", "PARKED", "RUNNING" })
	void cancelsTheSyncThatIsUnderWay(JobState state) {
		TestJob sync = insertSync(state);

		disconnect("keep").expectStatus().isNoContent();

		assertThat(row("SELECT state = 'CANCELLED' OR cancel_requested AS stops FROM jobs")).containsEntry("stops",
				true);
		assertThat(row("SELECT count(*) AS n FROM ended_syncs WHERE id = '" + sync.id() + "'")).containsEntry("n",
				(state == JobState.RUNNING) ? 0L : 1L);
	}

	@Test
	void recordsWhatBecomesOfTheHistoryOnceHoweverOftenItIsAsked() {
		disconnect("keep").expectStatus().isNoContent();
		disconnect("keep").expectStatus().isNoContent();
		disconnect("delete").expectStatus().isNoContent();
		disconnect("delete").expectStatus().isNoContent();

		assertThat(activities()).isEqualTo("ARCHIVED REMOVAL_SCHEDULED");
	}

	@Test
	void cancelsNothingOfAnAccountThatMovesToAnotherOwnerMeanwhile() {
		TestJob sync = insertSync(JobState.QUEUED);
		UUID other = new TestOwners(this.database, this.fingerprints, this.cookies).owner().value();

		Integer status = this.database
			.sql("UPDATE accounts SET owner_id = '%s' WHERE id = %s".formatted(other, this.account))
			.then()
			.then(Mono.fromCallable(() -> disconnecting().toFuture()))
			.flatMap((answer) -> waitForALock().thenReturn(answer))
			.as(this.transaction::transactional)
			.flatMap(Mono::fromFuture)
			.block(TIMEOUT);

		assertThat(status).isEqualTo(404);
		assertThat(row("SELECT state FROM jobs WHERE id = '" + sync.id() + "'")).containsEntry("state", "QUEUED");
		assertThat(credentials()).isOne();
	}

	@Test
	void waitsForAWorkerThatEndsTheSync() {
		TestJob sync = insertSync(JobState.RUNNING);

		// The order of a worker: the job, then its account.
		Integer status = locked("jobs", sync.id().toString()).then(Mono.fromCallable(() -> disconnecting().toFuture()))
			.flatMap((answer) -> waitForALock().then(locked("accounts", this.account.toString())).thenReturn(answer))
			.as(this.transaction::transactional)
			.flatMap(Mono::fromFuture)
			.block(TIMEOUT);

		assertThat(status).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?history=", "?history=maybe" })
	void refusesToDisconnectWithoutAChoice(String query) {
		call(this.web.delete().uri("/api/v1/accounts/" + this.account + query)).expectStatus().isBadRequest();

		assertThat(credentials()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "9223372036854775807" })
	void anUnknownAccountIsNotFound(String id) {
		get("/api/v1/accounts/" + id).expectStatus().isNotFound();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "9223372036854775808", "1.5" })
	void anIdThatIsNoNumberIsABadRequest(String id) {
		get("/api/v1/accounts/" + id).expectStatus().isBadRequest();
	}

	private TestJob insertSync(JobState state) {
		TestJobs jobs = new TestJobs(this.database, this.fingerprints);
		TestJob sync = jobs.insert(state);
		jobs.run("UPDATE jobs SET kind = 'SYNC', claimed_user_id = %s WHERE id = :id".formatted(this.account),
				sync.id());
		return sync;
	}

	private Mono<Void> locked(String table, String id) {
		return this.database.sql("SELECT id FROM %s WHERE id = '%s' FOR UPDATE".formatted(table, id)).then();
	}

	private Mono<Integer> disconnecting() {
		return WebClient.create("http://127.0.0.1:" + this.port)
			.delete()
			.uri("/api/v1/accounts/" + this.account + "?history=keep")
			.cookie(TestOwners.COOKIE, this.browser.cookie())
			.header("Sec-Fetch-Site", "same-origin")
			.exchangeToMono((answer) -> answer.releaseBody().thenReturn(answer.statusCode().value()));
	}

	private Object activities() {
		return row(
				"SELECT string_agg(kind, ' ' ORDER BY id) AS kinds FROM activities WHERE account_id = " + this.account)
			.get("kinds");
	}

	private long credentials() {
		return (long) row("SELECT count(*) AS n FROM account_credentials WHERE account_id = " + this.account).get("n");
	}

	private WebTestClient.ResponseSpec get(String path) {
		return call(this.web.get().uri(path));
	}

	private WebTestClient.ResponseSpec disconnect(String history) {
		return call(this.web.delete().uri("/api/v1/accounts/" + this.account + "?history=" + history));
	}

	private WebTestClient.ResponseSpec call(WebTestClient.RequestHeadersSpec<?> call) {
		return call.cookie(TestOwners.COOKIE, this.browser.cookie()).header("Sec-Fetch-Site", "same-origin").exchange();
	}

}
