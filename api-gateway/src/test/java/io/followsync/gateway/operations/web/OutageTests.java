package io.followsync.gateway.operations.web;

import java.time.Duration;

import io.followsync.embedded.ServicesForTests;
import io.followsync.gateway.GatewayIntegrationTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTests extends GatewayIntegrationTest {

	private static final Duration SOON = Duration.ofSeconds(40);

	@Autowired
	private ReactiveTransactionManager transactions;

	@BeforeEach
	void insertWorker() {
		sql("INSERT INTO workers (id, slots, seen_at) VALUES ('a', 5, deciding_time() + interval '1 hour')");
	}

	@Test
	void isDegradedWithAReasonWhileNoWorkerRuns() {
		sql("UPDATE workers SET seen_at = deciding_time() - interval '20 seconds'");
		awaitHealth("degraded");
		this.web.get()
			.uri("/api/health")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("{\"reason\":\"No worker is running: submissions are kept and start once one is.\"}");
		awaitReadiness(200);
	}

	@Test
	void isReadyWhileJobsCannotBeCounted() {
		Mono<Void> locked = TransactionalOperator.create(this.transactions)
			.execute((transaction) -> this.database.sql("LOCK TABLE jobs IN ACCESS EXCLUSIVE MODE")
				.then()
				.then(Mono.fromRunnable(this::expectReadyWithoutFigures).subscribeOn(Schedulers.boundedElastic())))
			.then();
		StepVerifier.create(locked).expectComplete().verify(SOON);
	}

	private void expectReadyWithoutFigures() {
		awaitHealth("degraded");
		this.web.get()
			.uri("/api/health")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("{\"active_jobs\":null,\"queued_jobs\":null,\"reason\":\"Jobs cannot be counted at the moment.\"}");
		this.management.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
	}

	@Test
	void isHealthyWithDatabaseBrokerAndWorkers() {
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> this.web.get()
				.uri("/api/health")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.json("{\"status\":\"healthy\",\"active_jobs\":0,\"queued_jobs\":0}")
				.jsonPath("$.timestamp")
				.isNotEmpty()
				.jsonPath("$.length()")
				.isEqualTo(4));
	}

	@Test
	@Tag("full")
	void acceptsSubmissionsWhileTheBrokerIsDown() {
		ServicesForTests.kafka().stop();
		try {
			awaitHealth("degraded");
			submit("5012345678%3Axyz").expectStatus().isOk();
			assertThat(count("job_credentials")).isEqualTo(1);
			awaitReadiness(200);
		}
		finally {
			ServicesForTests.kafka().start();
		}
		awaitHealth("healthy");
	}

	@Test
	void refusesSubmissionsWhileTheDatabaseIsDown() {
		ServicesForTests.postgres().stop();
		try {
			expectUnavailable();
			awaitUnhealthy();
		}
		finally {
			ServicesForTests.postgres().start();
		}
		awaitHealth("healthy");
		assertThat(count("jobs")).isZero();
		awaitReadiness(200);
		submit("5012345678%3Axyz").expectStatus().isOk();
	}

	@Test
	@Tag("full")
	void answersWhileTheDatabaseIsFrozen() {
		ServicesForTests.postgres().pause();
		try {
			expectUnavailable();
			this.web.get().uri("/api/status/0123456789abcdef").exchange().expectStatus().isEqualTo(503);
			awaitUnhealthy();
		}
		finally {
			ServicesForTests.postgres().resume();
		}
		awaitHealth("healthy");
		this.web.get().uri("/api/status/0123456789abcdef").exchange().expectStatus().isNotFound();
	}

	private void expectUnavailable() {
		submit("5012345678%3Axyz").expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.exists(HttpHeaders.RETRY_AFTER)
			.expectBody()
			.json("{\"error\":\"Service temporarily unavailable\"}")
			.jsonPath("$.length()")
			.isEqualTo(1);
	}

	private void awaitUnhealthy() {
		Awaitility.await()
			.atMost(SOON)
			.ignoreExceptions()
			.untilAsserted(() -> this.web.get()
				.uri("/api/health")
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectBody()
				.json("{\"status\":\"unhealthy\"}"));
		awaitReadiness(503);
		this.management.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
	}

	private void awaitReadiness(int status) {
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> this.management.get()
				.uri("/actuator/health/readiness")
				.exchange()
				.expectStatus()
				.isEqualTo(status));
	}

	private void awaitHealth(String status) {
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> this.web.get()
				.uri("/api/health")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.json("{\"status\":\"%s\"}".formatted(status)));
	}

	private ResponseSpec submit(String sessionId) {
		return this.web.post()
			.uri("/api/analyze")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"csrf_token\":\"abc\",\"session_id\":\"%s\"}".formatted(sessionId))
			.exchange();
	}

}
