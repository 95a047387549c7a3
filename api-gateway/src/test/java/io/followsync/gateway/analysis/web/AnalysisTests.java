package io.followsync.gateway.analysis.web;

import java.net.URI;
import java.util.HexFormat;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.job.Capability;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.closeTo;

class AnalysisTests extends GatewayIntegrationTest {

	@Autowired
	private Fingerprints fingerprints;

	@Test
	void showsThePositionButNothingOfTheSession() {
		submitted("5012345678%3Afirst");
		String id = submitted("5012345678%3Asecond");
		byte[] fingerprint = bytes(
				row("SELECT session_fingerprint FROM jobs ORDER BY queued_at DESC LIMIT 1").get("session_fingerprint"));
		this.web.get()
			.uri("/api/status/" + id)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("""
					{"status":"queued","user_id":"5012345678","position_in_queue":2,"session_id":"%s"}"""
				.formatted(HexFormat.of().formatHex(fingerprint).substring(0, 8)))
			.jsonPath("$.created_at")
			.value(Number.class,
					(seconds) -> assertThat(seconds.longValue()).isCloseTo(System.currentTimeMillis() / 1000,
							within(60L)))
			.jsonPath("$.length()")
			.isEqualTo(5);
	}

	@Test
	void showsAStartedJobAsProcessingInEveryState() {
		String id = submitted("5012345678%3Axyz");
		for (String change : new String[] {
				"state = 'RUNNING', holds_lane = true, worker_id = 'w', lease_until = now(), started_at = now() - interval '3 seconds'",
				"state = 'PARKED', worker_id = NULL, lease_until = NULL, wait_reason = 'BUDGET', resumes_at = now()",
				"state = 'QUEUED', holds_lane = false, wait_reason = NULL, resumes_at = NULL" }) {
			sql("UPDATE jobs SET " + change);
			this.web.get()
				.uri("/api/status/" + id)
				.exchange()
				.expectBody()
				.json("{\"status\":\"processing\",\"position_in_queue\":0}")
				.jsonPath("$.processing_time")
				.value(closeTo(3.0, 2.9))
				.jsonPath("$.started_at")
				.isNumber()
				.jsonPath("$.completed_at")
				.doesNotExist();
		}
	}

	@Test
	void deliversTheResultOfACompletedJob() {
		String id = submitted("5012345678%3Axyz");
		complete("deciding_time() + interval '5 minutes'");
		this.web.get()
			.uri("/api/status/" + id)
			.exchange()
			.expectBody()
			.json("""
					{"status":"completed","position_in_queue":0,"processing_time":2.5,
					 "result":{"followers_count":3,"following_count":4,"unfollowers_count":2,"unconfirmed_count":1,
					           "unfollowers":["Zed","anna"],"unconfirmed":["anna"],"analysis_completed_at":"2026-01-02T03:04:05Z"}}""")
			.jsonPath("$.error")
			.doesNotExist()
			.jsonPath("$.result.length()")
			.isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "COMPLETED", "FAILED", "CANCELLED" })
	void showsAllTimesInTheSameFormat(String state) {
		String id = submitted("5012345678%3Axyz");
		sql("""
				UPDATE jobs SET state = '%s', created_at = to_timestamp(1760000000.9), started_at = to_timestamp(1760000010.9),
				       failure_kind = CASE WHEN '%s' = 'FAILED' THEN 'INCOMPLETE' END,
				       failure_message = CASE WHEN '%s' = 'FAILED' THEN 'why' END,
				       ended_at = to_timestamp(1760000025.1), remove_at = deciding_time() + interval '1 minute'"""
			.formatted(state, state, state));
		this.web.get()
			.uri("/api/status/" + id)
			.exchange()
			.expectBody()
			.json("{\"created_at\":1760000000,\"started_at\":1760000010,\"completed_at\":1760000025}");
	}

	@Test
	void showsWhyAJobFailed() {
		String id = submitted("5012345678%3Axyz");
		sql("""
				UPDATE jobs SET state = 'FAILED', failure_kind = 'INCOMPLETE', failure_message = 'The lists are not whole',
				       ended_at = deciding_time(), remove_at = deciding_time() + interval '1 minute'""");
		this.web.get()
			.uri("/api/status/" + id)
			.exchange()
			.expectBody()
			.json("{\"status\":\"failed\",\"error\":\"The lists are not whole\"}")
			.jsonPath("$.result")
			.doesNotExist();
		sql("UPDATE jobs SET failure_advice = 'Start again.'");
		this.web.get()
			.uri("/api/status/" + id)
			.exchange()
			.expectBody()
			.json("{\"error\":\"The lists are not whole Start again.\"}");
		sql("UPDATE jobs SET state = 'CANCELLED', failure_kind = NULL, failure_message = NULL");
		this.web.get()
			.uri("/api/status/" + id)
			.exchange()
			.expectBody()
			.json("{\"status\":\"failed\",\"error\":\"Cancelled\"}");
	}

	@Test
	void hidesAJobPastItsRemovalTime() {
		String id = submitted("5012345678%3Axyz");
		complete("deciding_time() - interval '1 millisecond'");
		this.web.get().uri("/api/status/" + id).exchange().expectStatus().isNotFound();
		this.web.delete().uri("/api/job/" + id).exchange().expectStatus().isNotFound();
		assertThat(count("jobs")).isEqualTo(1);
	}

	@Test
	void removesAnEndedJobWithAllItsData() {
		String id = submitted("5012345678%3Axyz");
		submitted("5012345678%3Aother");
		sql("DELETE FROM job_credentials");
		complete("deciding_time() + interval '5 minutes'",
				" WHERE capability_hash = '\\x%s'".formatted(hash(new Capability(id))));
		this.web.delete().uri("/api/job/" + id).exchange().expectStatus().isOk().expectBody().json("""
				{"message":"Job deleted successfully","deleted_job_status":"completed","remaining_jobs":1}""");
		assertThat(count("job_results")).isZero();
		assertThat(count("job_result_chunks")).isZero();
		assertThat(count("job_lists")).isEqualTo(2);
		this.web.delete().uri("/api/job/" + id).exchange().expectStatus().isNotFound();
	}

	@Test
	void refusesToRemoveAnActiveJob() {
		String id = submitted("5012345678%3Axyz");
		this.web.delete()
			.uri("/api/job/" + id)
			.exchange()
			.expectStatus()
			.isEqualTo(409)
			.expectBody()
			.json("{\"error\":\"Cannot delete active job\",\"job_status\":\"queued\"}")
			.jsonPath("$.message")
			.isNotEmpty();
		assertThat(count("jobs")).isEqualTo(1);
	}

	@Test
	void doesNotFindImports() {
		Capability capability = Capability.random();
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed)
				VALUES (gen_random_uuid(), 'ANALYSIS', 'DATA_EXPORT', 'QUEUED', 'i:1', '\\x%s', '')"""
			.formatted(hash(capability)));
		this.web.get().uri("/api/status/" + capability.value()).exchange().expectStatus().isNotFound();
		this.web.delete().uri("/api/job/" + capability.value()).exchange().expectStatus().isNotFound();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000000000000000", "x", "ABCDEFABCDEFABCD", "%00", "0000000000000000%00", "..%2f",
			"%2e%2e", "a%2Fb", "a%5Cb", "%F0%9F%98%80", "%C3%28", "a;b=c", "a%0d%0aX-Evil:1", "a%25b", "'%20OR%201=1--",
			"0000000000000000%20", "%20" })
	void doesNotFindMalformedIds(String id) {
		this.web.get()
			.uri(URI.create("http://127.0.0.1:%d/api/status/%s".formatted(this.port, id)))
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody()
			.json("{\"error\":\"Job not found\"}");
	}

	@Test
	void doesNotFindAVeryLongId() {
		this.web.get().uri("/api/status/" + "a".repeat(7000)).exchange().expectStatus().isNotFound();
	}

	private void complete(String removeAt) {
		complete(removeAt, "");
	}

	private void complete(String removeAt, String where) {
		sql("""
				UPDATE jobs SET state = 'COMPLETED', started_at = now() - interval '2500 milliseconds', ended_at = now(),
				       dispatch_at = NULL, remove_at = %s%s"""
			.formatted(removeAt, where));
		sql("""
				INSERT INTO job_results SELECT id, 3, 4, 2, 1, 2, 1, '2026-01-02T03:04:05Z'
				  FROM jobs WHERE state = 'COMPLETED'""");
		sql("""
				INSERT INTO job_result_chunks
				SELECT id, relation, username, key, ARRAY[username], ARRAY[key], '{""}', '{f}', '{f}', ARRAY[username <> 'anna']
				  FROM jobs, (VALUES ('NOT_FOLLOWING_BACK', 'anna', 1), ('NOT_FOLLOWING_BACK', 'Zed', 2), ('FAN', 'fan', 3))
				             members (relation, username, key)
				 WHERE state = 'COMPLETED'""");
	}

	private String hash(Capability capability) {
		return HexFormat.of().formatHex(this.fingerprints.of(capability));
	}

}
