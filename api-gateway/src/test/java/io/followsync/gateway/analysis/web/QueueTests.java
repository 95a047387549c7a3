package io.followsync.gateway.analysis.web;

import java.time.Duration;
import java.util.UUID;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.queue.QueueQueries;
import io.followsync.job.JobId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class QueueTests extends GatewayIntegrationTest {

	@Autowired
	private QueueQueries queries;

	@Test
	void showsStartedSessionsMasked() {
		sql("INSERT INTO workers (id, slots) VALUES ('a', 5), ('b', 5)");
		sql("INSERT INTO workers (id, slots, seen_at) VALUES ('gone', 5, deciding_time() - interval '20 seconds')");
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed, session_fingerprint,
				                  holds_lane, worker_id, lease_until, started_at, wait_reason, resumes_at, remove_at, ended_at)
				VALUES
				  (gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'RUNNING', 's:1', '1', '', '\\xaabbccddeeff', true, 'a', now(), now(), NULL, NULL, NULL, NULL),
				  (gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'PARKED', 's:2', '2', '', '\\x1122334455', true, NULL, NULL, now() + interval '1 second', 'BUDGET', now(), NULL, NULL),
				  (gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'PARKED', 's:3', '3', '', '\\x99', false, NULL, NULL, NULL, 'LANE_BUSY', now(), NULL, NULL),
				  (gen_random_uuid(), 'ANALYSIS', 'DATA_EXPORT', 'RUNNING', 'i:4', '4', '', NULL, true, 'a', now(), now(), NULL, NULL, NULL, NULL),
				  (gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'QUEUED', 's:5', '5', '', '\\x98', false, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
				  (gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'COMPLETED', 's:6', '6', '', '\\x97', false, NULL, NULL, now(), NULL, NULL, now() - interval '1 second', now())""");
		awaitQueue("""
				{"active_sessions":3,"max_concurrent":10,"queued_jobs":1,"total_jobs_in_memory":5,
				 "active_session_ids":["aabbccdd","11223344"]}""");
	}

	@Test
	void showsASubmissionAtOnce() {
		for (int number = 1; number <= 5; number++) {
			submitted("501234567%d%%3Axyz".formatted(number));
			this.web.get()
				.uri("/api/queue")
				.exchange()
				.expectBody()
				.json("{\"queued_jobs\":%1$d,\"total_jobs_in_memory\":%1$d}".formatted(number));
		}
	}

	private void awaitQueue(String expected) {
		// What others change shows within a second.
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> this.web.get()
				.uri("/api/queue")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.json(expected)
				.jsonPath("$.length()")
				.isEqualTo(5));
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 2", "10000, 10000", "10001, 10000", "10050, 10000" })
	void countsPositionsExactlyUpToTenThousand(int place, int position) {
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed, queued_at)
				SELECT gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'QUEUED', 's:' || n, int4send(n), '',
				       deciding_time() + n * interval '1 millisecond'
				  FROM generate_series(1, 10050) n""");
		UUID job = (UUID) row("SELECT id FROM jobs WHERE lane = 's:%d'".formatted(place)).get("id");
		assertThat(this.queries.positionOf(new JobId(job)).block()).isEqualTo(position);
	}

}
