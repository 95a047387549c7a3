package io.followsync.gateway.operations.web;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobKind;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class OperatorTests extends GatewayIntegrationTest {

	private static final String BEARER = "Bearer test-token";

	@Autowired
	private Fingerprints fingerprints;

	private static final String BASIC = "Basic " + HttpHeaders.encodeBasicAuth("operator", "test-password", null);

	private static final AtomicInteger addresses = new AtomicInteger();

	@ParameterizedTest
	@MethodSource
	void refusesWrongCredentials(HttpMethod method, String path, String authorization) {
		call(method, path, authorization).expectStatus()
			.isUnauthorized()
			.expectHeader()
			.exists(HttpHeaders.WWW_AUTHENTICATE)
			.expectBody()
			.json("{\"error\":\"Operator credential required\"}");
	}

	static Stream<Arguments> refusesWrongCredentials() {
		return Stream
			.of("", "Bearer", "Bearer ", "Bearer wrong", "Bearer test-token2", "Basic", "Basic !!!", "Basic ",
					"Basic " + HttpHeaders.encodeBasicAuth("operator", "wrong", null),
					"Basic " + HttpHeaders.encodeBasicAuth("wrong", "test-password", null),
					"Basic " + HttpHeaders.encodeBasicAuth("", "", null), "Bearer operator:test-password",
					"Digest test-token")
			.flatMap((authorization) -> Stream.of(arguments(HttpMethod.GET, "/api/jobs", authorization),
					arguments(HttpMethod.GET, "/api/debug/0123456789abcdef", authorization),
					arguments(HttpMethod.POST, "/api/cleanup", authorization)));
	}

	@Test
	void listsJobsByTheirIds() {
		String first = submitted("5012345678%3Aone");
		String second = submitted("5012345678%3Atwo");
		call(HttpMethod.GET, "/api/jobs", BASIC).expectStatus()
			.isOk()
			.expectBody()
			.json("{\"total_jobs\":2,\"active_sessions_count\":0,\"queue_length\":2}")
			.jsonPath("$.jobs.%s.position_in_queue".formatted(first))
			.isEqualTo(1)
			.jsonPath("$.jobs.%s.position_in_queue".formatted(second))
			.isEqualTo(2)
			.jsonPath("$.jobs.%s.status".formatted(second))
			.isEqualTo("queued")
			.jsonPath("$.jobs.length()")
			.isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANALYSIS")
	void showsNothingOfTheJobsOfOwners(JobKind kind) {
		TestJob job = new TestJobs(this.database, this.fingerprints).insert(JobState.QUEUED);
		sql("UPDATE jobs SET claimed_user_id = 5, kind = '" + kind + "'");
		String id = job.capability().value();

		call(HttpMethod.GET, "/api/jobs", BEARER).expectStatus()
			.isOk()
			.expectBody()
			.json("{\"total_jobs\":1}")
			.jsonPath("$.jobs.length()")
			.isEqualTo(0);
		for (String path : new String[] { "/api/debug/", "/api/status/", "/api/v1/jobs/" }) {
			call(HttpMethod.GET, path + id, BEARER).expectStatus().isNotFound();
		}
		call(HttpMethod.GET, "/api/v1/jobs/" + id + "/result", BEARER).expectStatus().isNotFound();
		call(HttpMethod.GET, "/api/v1/jobs/" + id + "/events", BEARER).expectStatus().isNotFound();
		call(HttpMethod.DELETE, "/api/v1/jobs/" + id, BEARER).expectStatus().isNotFound();
		assertThat(row("SELECT state FROM jobs")).containsEntry("state", "QUEUED");
	}

	@Test
	void showsOneJob() {
		String id = submitted("5012345678%3Axyz");
		call(HttpMethod.GET, "/api/debug/" + id, BEARER).expectStatus()
			.isOk()
			.expectBody()
			.json("{\"status\":\"queued\",\"position_in_queue\":1}")
			.jsonPath("$.created_at")
			.isNumber();
		call(HttpMethod.GET, "/api/debug/0123456789abcdef", BEARER).expectStatus()
			.isNotFound()
			.expectBody()
			.json("{\"error\":\"Job not found\"}");
	}

	@Test
	void removesEndedJobsOnly() {
		submitted("5012345678%3Axyz");
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed, ended_at, remove_at)
				SELECT gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', 'COMPLETED', 's:' || n, int4send(n), '', now(),
				       now() + interval '5 minutes' FROM generate_series(1, 250) n""");
		call(HttpMethod.POST, "/api/cleanup", BEARER).expectStatus().isOk().expectBody().json("""
				{"message":"Cleaned up 250 completed jobs","remaining_jobs":1}""");
		assertThat(count("jobs")).isEqualTo(1);
	}

	@Test
	void throttlesAnAddressThatGuesses() {
		String guesser = nextAddress();
		for (int guess = 0; guess < 10; guess++) {
			call(HttpMethod.GET, "/api/jobs", "Bearer guess" + guess, guesser).expectStatus().isUnauthorized();
		}
		for (String authorization : List.of("Bearer guess", BEARER, BASIC)) {
			call(HttpMethod.GET, "/api/jobs", authorization, guesser).expectStatus()
				.isEqualTo(429)
				.expectHeader()
				.exists(HttpHeaders.RETRY_AFTER)
				.expectBody()
				.json("{\"error\":\"Too many wrong credentials\"}");
		}
		call(HttpMethod.GET, "/api/jobs", BEARER).expectStatus().isOk();
	}

	@Test
	void doesNotThrottleAnOperator() {
		String address = nextAddress();
		for (int call = 0; call < 50; call++) {
			call(HttpMethod.GET, "/api/jobs", BASIC, address).expectStatus().isOk();
		}
	}

	@ParameterizedTest
	@CsvSource({ "Origin, https://evil.example", "Origin, null", "Sec-Fetch-Site, cross-site" })
	void refusesForeignPagesThatUseABrowsersCachedCredential(String header, String value) {
		submitted("5012345678%3Axyz");
		sql("UPDATE jobs SET state = 'CANCELLED', ended_at = now(), remove_at = now() + interval '5 minutes'");
		this.web.post()
			.uri("/api/cleanup")
			.header(HttpHeaders.AUTHORIZATION, BASIC)
			.header(header, value)
			.exchange()
			.expectStatus()
			.isForbidden()
			.expectHeader()
			.valueEquals("X-Content-Type-Options", "nosniff")
			.expectBody()
			.json("{\"error\":\"Not allowed from here\"}");
		assertThat(count("jobs")).isEqualTo(1);
	}

	private ResponseSpec call(HttpMethod method, String path, String authorization) {
		return call(method, path, authorization, nextAddress());
	}

	private ResponseSpec call(HttpMethod method, String path, String authorization, String address) {
		return this.web.method(method)
			.uri(path)
			.header(HttpHeaders.AUTHORIZATION, authorization)
			.header("X-Forwarded-For", address)
			.exchange();
	}

	private static String nextAddress() {
		int number = addresses.incrementAndGet();
		return "10.2.%d.%d".formatted(number / 256, number % 256);
	}

}
