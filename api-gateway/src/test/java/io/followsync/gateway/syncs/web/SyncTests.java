package io.followsync.gateway.syncs.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.followsync.account.OwnerId;
import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class SyncTests extends KeptAccountTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	private static final UUID STRANGER = new UUID(0, 2);

	@Autowired
	private TransactionalOperator transaction;

	@Test
	void storesASyncOfTheAccountAndNamesIt() {
		String location = start();
		Map<String, Object> job = row("SELECT * FROM jobs");
		assertThat(location).isEqualTo(path("/syncs/" + job.get("id")));
		assertThat(job).containsEntry("kind", "SYNC")
			.containsEntry("source", "WEB_SESSION")
			.containsEntry("state", "QUEUED")
			.containsEntry("lane", "a:" + ACCOUNT)
			.containsEntry("claimed_user_id", ACCOUNT)
			.containsEntry("session_fingerprint", null);
		assertThat(count("job_lists")).isEqualTo(2);
		this.asOwner.get()
			.uri(location)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.state")
			.isEqualTo("QUEUED")
			.jsonPath("$.lists.followers.fetched")
			.isEqualTo(0)
			.jsonPath("$.links.events")
			.isEqualTo(location + "/events");
	}

	@Test
	void answersWithTheSyncThatHasNotEnded() {
		String first = start();
		assertThat(start()).isEqualTo(first);
		assertThat(count("jobs")).isOne();
		assertThat(activities()).isEqualTo("SYNC_REQUESTED");
	}

	@Test
	void startsOneOfManyAtOnce() {
		List<Boolean> started = Flux.fromStream(IntStream.range(0, 12).boxed())
			.flatMap((n) -> Mono
				.fromCallable(
						() -> post(null).expectBody(RequestedSeen.class).returnResult().getResponseBody().started())
				.subscribeOn(Schedulers.boundedElastic()), 12)
			.collectList()
			.block(TIMEOUT);
		assertThat(started).hasSize(12).containsOnlyOnce(true);
		assertThat(count("jobs")).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "RECONNECT_NEEDED", "ARCHIVED", "OF_A_LATER_RELEASE" })
	void refusesAnAccountThatIsNotConnected(String state) {
		sql("UPDATE accounts SET state = '" + state + "'");
		post(null).expectStatus()
			.isEqualTo(409)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("Account is not connected")
			.jsonPath("$.state")
			.isEqualTo(state);
		assertThat(count("jobs")).isZero();
	}

	@Test
	void storesNoSyncOfAnAccountThatIsBeingDisconnected() {
		String session = "followsync_session="
				+ new TestOwners(this.database, this.fingerprints, this.cookies).browser(new OwnerId(OWNER)).cookie();
		WebClient client = WebClient.create("http://127.0.0.1:" + this.port);
		// Holds the disconnection between its look for syncs and its end.
		List<Integer> answers = this.database.sql("SELECT id FROM accounts WHERE id = " + ACCOUNT + " FOR UPDATE")
			.then()
			.then(Mono.fromCallable(() -> status(client.delete()
				.uri("/api/v1/accounts/" + ACCOUNT + "?history=keep")
				.header("Cookie", session)
				.header("Sec-Fetch-Site", "same-origin"))))
			.flatMap((disconnected) -> waitForLocks(1)
				.then(Mono.fromCallable(() -> status(client.post()
					.uri(path("/syncs"))
					.header("Cookie", session)
					.header("Sec-Fetch-Site", "same-origin"))))
				.flatMap((started) -> waitForLocks(2).thenReturn(List.of(disconnected, started))))
			.as(this.transaction::transactional)
			.flatMapIterable((futures) -> futures)
			.concatMap(Mono::fromFuture)
			.collectList()
			.block(TIMEOUT);

		assertThat(answers).containsExactly(204, 409);
		assertThat(count("jobs")).isZero();
	}

	@Test
	void findsRoomBesideAnyNumberOfUnprovenJobs() {
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed)
				SELECT gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'QUEUED', 's:' || n, int4send(n), ''
				FROM generate_series(1, 600) n
				""");
		start();
	}

	@Test
	void repeatsTheAnswerToARepeatedRequest() {
		String first = location(post("k-1").expectStatus().isEqualTo(202));
		sql("UPDATE jobs SET state = 'CANCELLED', ended_at = deciding_time(), remove_at = deciding_time() + interval '1 h'");
		assertThat(location(post("k-1").expectStatus().isEqualTo(202))).isEqualTo(first);
		assertThat(location(post("k-2").expectStatus().isEqualTo(202))).isNotEqualTo(first);
	}

	@Test
	void cancelsAsOftenAsAsked() {
		String location = start();
		for (int time = 0; time < 2; time++) {
			this.asOwner.delete().uri(location).exchange().expectStatus().isEqualTo(202);
		}
		assertThat(row("SELECT state FROM jobs")).containsEntry("state", "CANCELLED");
		assertThat(row("SELECT state FROM ended_syncs")).containsEntry("state", "CANCELLED");
		assertThat(activities()).isEqualTo("SYNC_REQUESTED SYNC_CANCEL_REQUESTED SYNC_CANCELLED");
		sql("DELETE FROM jobs");
		this.asOwner.delete().uri(location).exchange().expectStatus().isEqualTo(202);
		this.asOwner.get().uri(location).exchange().expectBody().jsonPath("$.state").isEqualTo("CANCELLED");
	}

	@Test
	void recordsOnceThatARunningSyncIsToStop() {
		String location = start();
		new TestJobs(this.database, this.fingerprints).move(job(location), JobState.RUNNING);
		for (int time = 0; time < 2; time++) {
			this.asOwner.delete().uri(location).exchange().expectStatus().isEqualTo(202);
		}
		assertThat(activities()).isEqualTo("SYNC_REQUESTED SYNC_CANCEL_REQUESTED");
	}

	@Test
	void streamsUntilTheEndAndNothingAfterIt() {
		String location = start();
		FluxExchangeResult<String> stream = this.asOwner.get()
			.uri(location + "/events")
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(String.class);
		new TestJobs(this.database, this.fingerprints).move(job(location), JobState.CANCELLED);
		assertThat(stream.getResponseBody().collectList().block(TIMEOUT).getLast()).contains("\"state\":\"CANCELLED\"");
		String last = job(location).run() + "-" + row("SELECT progress_seq FROM jobs").get("progress_seq");
		this.asOwner.get().uri(location + "/events?lastEventId=" + last).exchange().expectStatus().isNoContent();
		sql("DELETE FROM jobs");
		this.asOwner.get().uri(location + "/events").exchange().expectStatus().isNotFound();
	}

	@Test
	void tellsStrangersNothing() {
		String location = start();
		this.kept.keep(STRANGER, 77);
		WebTestClient stranger = as(STRANGER, Scope.READ, Scope.SYNC);
		for (String foreign : List.of(location, location.replace(Long.toString(ACCOUNT), "77"), path("/syncs"),
				"/api/v1/accounts/78/syncs", location + "/events")) {
			stranger.get().uri(foreign).exchange().expectStatus().isNotFound();
		}
		stranger.delete().uri(location).exchange().expectStatus().isNotFound();
		stranger.post().uri(path("/syncs")).exchange().expectStatus().isNotFound();
		assertThat(row("SELECT state FROM jobs")).containsEntry("state", "QUEUED");
	}

	@Test
	void needsTheScopeOfWhatIsAsked() {
		String location = start();
		WebTestClient reader = as(OWNER, Scope.READ);
		reader.get().uri(location).exchange().expectStatus().isOk();
		reader.post().uri(path("/syncs")).exchange().expectStatus().isForbidden();
		reader.delete().uri(location).exchange().expectStatus().isForbidden();
		as(OWNER, Scope.SYNC).get().uri(path("/syncs")).exchange().expectStatus().isForbidden();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?limit=0", "?limit=201", "?limit=99999999999", "?after=x", "?after=AQ", "/x", "/1" })
	void rejectsInvalidParameters(String rest) {
		this.asOwner.get().uri(path("/syncs" + rest)).exchange().expectStatus().isBadRequest();
	}

	private Mono<Long> waitForLocks(int waiting) {
		return waitForALock().filter((found) -> found >= waiting)
			.repeatWhenEmpty((empty) -> empty.delayElements(Duration.ofMillis(20)));
	}

	private static CompletableFuture<Integer> status(WebClient.RequestHeadersSpec<?> call) {
		return call.exchangeToMono((answer) -> answer.releaseBody().thenReturn(answer.statusCode().value())).toFuture();
	}

	/** What was recorded, each with its sync. */
	private Object activities() {
		return row("SELECT string_agg(kind, ' ' ORDER BY id) AS kinds FROM activities WHERE sync_id IS NOT NULL")
			.get("kinds");
	}

	private JobId job(String location) {
		return JobId.parse(location.substring(location.lastIndexOf('/') + 1));
	}

	private String start() {
		return location(post(null).expectStatus().isEqualTo(202));
	}

	private WebTestClient.ResponseSpec post(String key) {
		WebTestClient.RequestBodySpec request = this.asOwner.post().uri(path("/syncs"));
		return ((key == null) ? request : request.header("Idempotency-Key", key)).exchange();
	}

	private static String location(WebTestClient.ResponseSpec answer) {
		return answer.returnResult(Void.class).getResponseHeaders().getFirst("Location");
	}

	/** The answer to a request as received. */
	record RequestedSeen(boolean started) {
	}

}
