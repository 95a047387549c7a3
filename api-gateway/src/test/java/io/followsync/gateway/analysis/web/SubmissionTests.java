package io.followsync.gateway.analysis.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.job.JobId;
import io.followsync.runtime.keys.ServiceKeys;
import io.followsync.vault.CredentialOpener;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionTests extends GatewayIntegrationTest {

	@Autowired
	private ServiceKeys keys;

	@Autowired
	private TransactionalOperator transaction;

	@Test
	void acceptsASessionUnderSystemAsJobId() {
		submit("abc", "5012345678%3Axyz").expectStatus()
			.isOk()
			.expectBody()
			// python3 -c 'hashlib.sha256(b"abc:5012345678%3Axyz").hexdigest()[:16]'
			.jsonPath("$.job_id")
			.isEqualTo("20fa39f77fd5bd92")
			.jsonPath("$.status")
			.isEqualTo("queued")
			.jsonPath("$.position_in_queue")
			.isEqualTo(1)
			.jsonPath("$.estimated_wait_time")
			.isEqualTo("Starting in ~1 minutes")
			.jsonPath("$.length()")
			.isEqualTo(4);
	}

	@Test
	void promisesAnImmediateStartOnlyWhileASlotIsFree() {
		sql("INSERT INTO workers (id, slots) VALUES ('w', 1)");
		sql("INSERT INTO workers (id, slots, seen_at) VALUES ('gone', 9, deciding_time() - interval '16 seconds')");
		submit("abc", "5012345678%3Aone").expectBody()
			.jsonPath("$.estimated_wait_time")
			.isEqualTo("Starting immediately");
		submit("abc", "5012345678%3Atwo").expectBody()
			.jsonPath("$.position_in_queue")
			.isEqualTo(2)
			.jsonPath("$.estimated_wait_time")
			.isEqualTo("Starting in ~1 minutes");
	}

	@Test
	void countsOnlyTheSlotsThatAnUnprovenJobMayTake() {
		sql("INSERT INTO workers (id, slots, anonymous_slots) VALUES ('w', 5, 3)");
		running("'s:' || n", "w", 2);
		submit("abc", "5012345678%3Aone").expectBody().json("""
				{"status":"processing","position_in_queue":0,"estimated_wait_time":"Starting immediately"}""");
		submit("abc", "5012345678%3Atwo").expectBody().json("""
				{"status":"queued","position_in_queue":2,"estimated_wait_time":"Starting in ~1 minutes"}""");
	}

	@Test
	void countsTheFreeSlotsOfEachWorkerSeparately() {
		sql("INSERT INTO workers (id, slots, anonymous_slots) VALUES ('full', 5, 3), ('anonymous', 5, 3)");
		running("'a:' || n", "full", 5);
		running("'s:' || n", "anonymous", 3);

		submit("abc", "5012345678%3Aone").expectBody().json("""
				{"status":"queued","position_in_queue":1,"estimated_wait_time":"Starting in ~1 minutes"}""");
	}

	@Test
	void promisesNoSlotThatWasJustTaken() {
		sql("INSERT INTO workers (id, slots) VALUES ('w', 1)");
		submit("abc", "5012345678%3Aone").expectBody().json("{\"status\":\"processing\"}");
		sql("UPDATE jobs SET state = 'RUNNING', holds_lane = true, worker_id = 'w', lease_until = deciding_time()");

		submit("abc", "5012345678%3Atwo").expectBody().json("{\"status\":\"queued\",\"position_in_queue\":1}");
	}

	private void running(String lane, String worker, int jobs) {
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, holds_lane, worker_id, lease_until, capability_hash, capability_sealed)
				SELECT id, 'ANALYSIS', 'WEB_SESSION', 'RUNNING', %s, true, '%s', now(), convert_to(id::text, 'UTF8'), ''
				  FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, %d) n) n"""
			.formatted(lane, worker, jobs));
	}

	@Test
	void sealsTheSessionForWorkersOnly() {
		submit("abc", "5012345678%3Axyz").expectStatus().isOk();
		Map<String, Object> job = row("SELECT * FROM jobs");
		CredentialOpener worker = this.keys.worker();
		byte[] sealed = bytes(row("SELECT sealed FROM job_credentials").get("sealed"));
		assertThat(job).containsEntry("state", "QUEUED").containsEntry("claimed_user_id", 5012345678L);
		assertThat(job.get("dispatch_at")).isNotNull();
		assertThat((String) job.get("lane")).startsWith("s:").doesNotContain("5012345678");
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("xyz");
		assertThat(worker.open(new CredentialSubject.OfJob(JobId.parse(job.get("id").toString())), sealed))
			.isEqualTo(new WebSession("abc", "5012345678%3Axyz"));
		assertThat(count("job_lists")).isEqualTo(2);
	}

	@Test
	void namesTheExistingJobToTheHolderOfItsSession() {
		String id = new WebSession("abc", "5012345678%3Axyz").capability().value();
		submit("abc", "5012345678%3Axyz").expectStatus().isOk();
		for (List<String> again : List.of(List.of("abc", "5012345678%3Axyz"), List.of("other", "5012345678:xyz"))) {
			submit(again.get(0), again.get(1)).expectStatus()
				.isEqualTo(409)
				.expectBody()
				.json("""
						{"error":"Job already exists","status":"queued","job_id":"%s",
						 "message":"This account already has a job with status: queued",
						 "hint":"Follow it with the job_id, or cancel it with DELETE /api/v1/jobs/{job_id}."}"""
					.formatted(id));
		}
		assertThat(count("jobs")).isEqualTo(1);
	}

	@Test
	void explainsHowToStartAgainOnceTheJobHasEnded() {
		submit("abc", "5012345678%3Axyz").expectStatus().isOk();
		this.web.delete()
			.uri("/api/v1/jobs/{id}", new WebSession("abc", "5012345678%3Axyz").capability().value())
			.exchange()
			.expectStatus()
			.isAccepted();
		submit("abc", "5012345678%3Axyz").expectStatus().isEqualTo(409).expectBody().json("""
				{"error":"Job already exists","status":"failed",
				 "hint":"To start anew, remove it with DELETE /api/job/{job_id}."}""");
	}

	@Test
	void givesAFalseSessionAJobOfItsOwn() {
		submit("abc", "5012345678%3Atrue").expectStatus().isOk();
		submit("abc", "5012345678%3Afalse").expectStatus().isOk();
		assertThat(count("(SELECT DISTINCT lane FROM jobs) lanes")).isEqualTo(2);
	}

	@Test
	void acceptsASessionAgainAfterTheRetentionOfItsJob() {
		submit("abc", "5012345678%3Axyz").expectStatus().isOk();
		sql("""
				UPDATE jobs SET state = 'COMPLETED', ended_at = deciding_time() - interval '301 seconds',
				       remove_at = deciding_time() - interval '1 second', dispatch_at = NULL""");
		Object before = row("SELECT id FROM jobs").get("id");
		submit("abc", "5012345678%3Axyz").expectStatus().isOk();
		assertThat(row("SELECT id FROM jobs").get("id")).isNotEqualTo(before);
	}

	@Test
	void acceptsExactlyOneOfTwentyAtTheSameInstant() {
		WebClient client = WebClient.create("http://127.0.0.1:" + this.port);
		List<Integer> answers = Flux.range(0, 20)
			.flatMap(
					(number) -> client.post()
						.uri("/api/analyze")
						.contentType(MediaType.APPLICATION_JSON)
						.bodyValue(body("abc", "5012345678%3Axyz"))
						.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value())),
					20)
			.collectList()
			.block(Duration.ofSeconds(20));
		assertThat(answers).filteredOn((status) -> status == 200).hasSize(1);
		assertThat(answers).filteredOn((status) -> status == 409).hasSize(19);
		assertThat(count("job_credentials")).isEqualTo(1);
	}

	@Test
	void rejectsSubmissionsWhileTheQueueIsFull() {
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed)
				SELECT gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'QUEUED', 'a:' || n, int4send(n), ''
				  FROM generate_series(1, 1000) n""");
		submit("abc", "5012345678%3Axyz").expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals(HttpHeaders.RETRY_AFTER, "60")
			.expectBody()
			.json("{\"error\":\"Too many jobs are queued\"}");
		assertThat(count("jobs")).isEqualTo(1000);
		assertThat(this.management.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).as("no failure of ours")
			.contains("outcome=\"REFUSED\",status=\"503\",uri=\"/api/analyze\"");
	}

	@Test
	void keepsASubmissionWhoseClientHangsUp() {
		this.transaction
			.transactional(this.database.sql("LOCK TABLE jobs IN EXCLUSIVE MODE")
				.then()
				.then(Mono.fromCallable(this::callOfAClient).subscribeOn(Schedulers.boundedElastic()))
				.flatMap((client) -> waitForALock().publishOn(Schedulers.boundedElastic())
					.doOnNext((waiting) -> hangUp(client))))
			.block(Duration.ofSeconds(10));
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> count("job_credentials") == 1);
		assertThat(count("jobs")).isEqualTo(1);
	}

	private Socket callOfAClient() throws IOException {
		String body = body("abc", "5012345678%3Axyz");
		Socket client = new Socket("127.0.0.1", this.port);
		client.setSoLinger(true, 0);
		client.getOutputStream().write("""
				POST /api/analyze HTTP/1.1\r
				Host: localhost\r
				Content-Type: application/json\r
				Content-Length: %d\r
				\r
				%s""".formatted(body.length(), body).getBytes(StandardCharsets.US_ASCII));
		return client;
	}

	private static void hangUp(Socket client) {
		try {
			client.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ResponseSpec submit(String csrfToken, String sessionId) {
		return this.web.post()
			.uri("/api/analyze")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body(csrfToken, sessionId))
			.exchange();
	}

	private static String body(String csrfToken, String sessionId) {
		return "{\"csrf_token\":\"%s\",\"session_id\":\"%s\"}".formatted(csrfToken, sessionId);
	}

}
