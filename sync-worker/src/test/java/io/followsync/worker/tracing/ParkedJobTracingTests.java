package io.followsync.worker.tracing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.followsync.credential.CredentialSubject;
import io.followsync.credential.WebSession;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.runtime.keys.ServiceKeys;
import io.followsync.worker.ServicesOfAWorker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers do not look for jobs here: each is found only through the dispatcher's wake-up.
 */
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = { "followsync.worker.tick=1h",
		"followsync.worker.dispatch=100ms", "followsync.jobs.claim-timeout=2s", "logging.level.io.followsync=info",
		"followsync.tracing.endpoint=http://127.0.0.1:9/v1/traces", "management.tracing.export.otlp.enabled=false",
		"management.opentelemetry.tracing.export.schedule-delay=100ms" })
class ParkedJobTracingTests {

	private static final Duration BOUND = Duration.ofSeconds(30);

	private static final DisposableServer INSTAGRAM = HttpServer.create()
		.host("127.0.0.1")
		.handle((request, response) -> response.status(429).send())
		.bindNow();

	@Autowired
	private InMemorySpanExporter exported;

	private static DatabaseClient database;

	@Autowired
	private ServiceKeys keys;

	@DynamicPropertySource
	static void services(DynamicPropertyRegistry registry) throws IOException {
		database = ServicesOfAWorker.register(registry);
		registry.add("followsync.instagram.base-url", () -> "http://127.0.0.1:" + INSTAGRAM.port());
	}

	@BeforeAll
	static void createTopics() throws Exception {
		ServicesOfAWorker.createTopics();
	}

	@AfterAll
	static void stop() {
		INSTAGRAM.disposeNow();
	}

	@Test
	void tracesEachRunOfAParkedJobApart(CapturedOutput output) {
		JobId job = dueAnalysis();

		String first = traceOfRun(job, 1);
		sql("""
				CREATE OR REPLACE FUNCTION deciding_time() RETURNS timestamptz
				LANGUAGE sql STABLE AS 'SELECT clock_timestamp() + interval ''1 hour'''""").then().block();
		String second = traceOfRun(job, 2);

		assertThat(second).isNotEqualTo(first);
		for (String trace : List.of(first, second)) {
			Awaitility.await()
				.atMost(BOUND)
				.untilAsserted(() -> assertThat(this.exported.getFinishedSpanItems())
					.filteredOn((span) -> span.getTraceId().equals(trace))
					.extracting(SpanData::getName)
					.contains("job run", "instagram request", "query", "sync.progress send"));
			assertThat(output.getOut().lines()).anyMatch(
					(line) -> line.contains("job parked") && line.contains(job.toString()) && line.endsWith(trace));
		}
	}

	private String traceOfRun(JobId job, int number) {
		AttributeKey<String> attribute = AttributeKey.stringKey("followsync.job");
		return Awaitility.await()
			.atMost(BOUND)
			.until(() -> this.exported.getFinishedSpanItems()
				.stream()
				.filter((span) -> span.getName().equals("job run"))
				.filter((span) -> job.toString().equals(span.getAttributes().get(attribute)))
				.map(SpanData::getTraceId)
				.toList(), (runs) -> runs.size() >= number)
			.get(number - 1);
	}

	private JobId dueAnalysis() {
		JobId job = JobId.next();
		byte[] mark = ByteBuffer.allocate(16).putLong(UUID.randomUUID().getMostSignificantBits()).array();
		sql("""
				INSERT INTO jobs (id, kind, source, state, lane, session_fingerprint, claimed_user_id, capability_hash,
				  capability_sealed, dispatch_at)
				VALUES (:id, 'ANALYSIS', 'WEB_SESSION', 'QUEUED', :lane, :mark, 5012345678, :mark, :mark, deciding_time())""")
			.bind("id", job.value())
			.bind("lane", Lane.ofSession(mark).value())
			.bind("mark", mark)
			.then()
			.then(sql("INSERT INTO job_lists (job_id, list) VALUES (:id, 'FOLLOWERS'), (:id, 'FOLLOWING')")
				.bind("id", job.value())
				.then())
			.then(sql("INSERT INTO job_credentials (job_id, sealed) VALUES (:id, :sealed)").bind("id", job.value())
				.bind("sealed", this.keys.gateway()
					.credentials()
					.seal(new CredentialSubject.OfJob(job), new WebSession("csrfToken", "5012345678%3Aabcdefgh%3A20")))
				.then())
			.block();
		return job;
	}

	private DatabaseClient.GenericExecuteSpec sql(String sql) {
		return database.sql(sql);
	}

	@TestConfiguration
	static class InMemory {

		@Bean
		InMemorySpanExporter exportedInMemory() {
			return InMemorySpanExporter.create();
		}

	}

}
