package io.followsync.worker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

// Closed at once, or it would keep working beside the other tests.
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "followsync.worker.slots=7", "followsync.worker.id=tested" })
class WorkerApplicationTests {

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void services(DynamicPropertyRegistry registry) throws IOException {
		ServicesOfAWorker.register(registry);
	}

	@Test
	void isReadyMeasuredAndListedAsRunning(@Autowired DatabaseClient database) throws Exception {
		assertThat(get("/actuator/health/readiness")).contains("UP");
		assertThat(get("/actuator/prometheus")).contains("followsync_slots{", "followsync_jobs_removed_total",
				"application=\"sync-worker\"");
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			Integer slots = database.sql("SELECT slots FROM workers WHERE id LIKE 'tested-%'")
				.mapValue(Integer.class)
				.one()
				.block();
			assertThat(slots).isEqualTo(7);
		});
	}

	@Test
	void reportsOnlyDocumentedMetrics() throws Exception {
		String told = get("/actuator/prometheus");
		// For promtool, which is not installed everywhere.
		Files.writeString(Path.of("target", "metrics.txt"), told);

		assertThat(OwnMetrics.told(told))
			.isEqualTo(OwnMetrics.documented(Path.of("..", "docs", "metrics.md"), "worker"));
	}

	@Test
	void reportsMetricsOfRuntimeAndLibraries() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(get("/actuator/prometheus")).contains("jvm_memory_used_bytes{",
					"netty_allocator_memory_used{", "netty_eventexecutor_tasks_pending{",
					"r2dbc_pool_acquired_connections{", "kafka_consumer_coordinator_assigned_partitions{"));
	}

	@Test
	void aFrozenTransactionOfThisReplicaIsEnded(@Autowired DatabaseClient database) {
		assertThat(database.sql("SHOW idle_in_transaction_session_timeout").mapValue(String.class).one().block())
			.isEqualTo("15s");
	}

	private String get(String path) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			URI uri = URI.create("http://127.0.0.1:" + this.port + path);
			return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
		}
	}

}
