package io.followsync.gateway.edge;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.TopicContent;
import io.followsync.messaging.Topics;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.json.JsonCompareMode;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
@TestPropertySource(properties = { "followsync.tracing.endpoint=http://127.0.0.1:9/v1/traces",
		"management.tracing.export.otlp.enabled=false", "management.opentelemetry.tracing.export.schedule-delay=100ms",
		"logging.level.io.followsync=info" })
class TracingTests extends GatewayIntegrationTest {

	private static final Duration BOUND = Duration.ofSeconds(30);

	private static final String FOREIGN_TRACE = "0af7651916cd43dd8448eb211c80319c";

	@Autowired
	private InMemorySpanExporter exported;

	@Test
	void tracesASubmissionWithItsStatementsRecordAndLogLines(CapturedOutput output) {
		String session = "5012345678%3A" + UUID.randomUUID();
		String capability = submitted(session);

		SpanData call = span("http post /api/analyze");
		String trace = call.getTraceId();
		assertThat(call.getParentSpanContext().isValid()).isFalse();
		Awaitility.await()
			.atMost(BOUND)
			.untilAsserted(() -> assertThat(namesIn(trace)).contains("query", Topics.REQUESTS + " send"));
		assertThat(traceParentOfTheWakeUp(trace)).startsWith("00-" + trace);
		assertThat(output.getOut().lines())
			.anyMatch((line) -> line.contains("Accepted an analysis") && line.contains(trace));
		assertThat(this.exported.getFinishedSpanItems().toString()).doesNotContain(capability, session,
				session.replace("%3A", ":"), "abc:");
	}

	@Test
	void tellsNobodyTheSecretOfASignIn(CapturedOutput output) {
		String session = "5012345678%3A" + UUID.randomUUID();
		String secret = (String) this.web.post()
			.uri("/api/v1/sign-ins")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"csrfToken\":\"abc\",\"sessionId\":\"%s\"}".formatted(session))
			.exchange()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody()
			.get("secret");
		for (String path : List.of("", "/x", "%2f", "?again=" + secret)) {
			this.web.get()
				.uri(URI.create("http://127.0.0.1:" + this.port + "/api/v1/sign-ins/" + secret + path))
				.exchange();
		}
		this.web.post()
			.uri("/api/v1/sessions")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"signIn\":\"" + secret + "\"}")
			.exchange()
			.expectStatus()
			.isEqualTo(409);
		this.web.delete().uri("/api/v1/sign-ins/" + secret).exchange().expectStatus().isNoContent();

		span("http delete /api/v1/sign-ins/{secret}");
		assertThat(this.exported.getFinishedSpanItems().toString()).doesNotContain(secret, session,
				session.replace("%3A", ":"));
		assertThat(output.getAll()).doesNotContain(secret, session);
		assertThat(this.management.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).doesNotContain(secret);
	}

	@Test
	void namesTheTraceInErrors() {
		HttpHeaders headers = this.web.get()
			.uri("/api/v1/jobs/fedcba9876543210?secret=fedcba9876543210")
			.header(HttpHeaders.COOKIE, "sessionid=fedcba9876543210")
			.header("traceparent", "00-%s-b7ad6b7169203331-01".formatted(FOREIGN_TRACE))
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody()
			.jsonPath("$.traceId")
			.value(String.class, (id) -> assertThat(id).matches("[0-9a-f]{32}").isNotEqualTo(FOREIGN_TRACE))
			.returnResult()
			.getResponseHeaders();

		String trace = headers.getFirst("X-Trace-Id");
		Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(namesIn(trace)).isNotEmpty());
		assertThat(this.exported.getFinishedSpanItems().toString()).doesNotContain("fedcba9876543210", FOREIGN_TRACE);
	}

	@Test
	void leavesSystemAsErrorBodiesUnchanged() {
		this.web.get()
			.uri("/api/status/0000000000000000")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.valueMatches("X-Trace-Id", "[0-9a-f]{32}")
			.expectBody()
			.json("{\"error\":\"Job not found\"}", JsonCompareMode.STRICT);
	}

	@Test
	void tracesNeitherScrapesNorBackgroundWork() {
		this.management.get().uri("/actuator/prometheus").exchange().expectStatus().isOk();
		submitted("5012345678%3A" + UUID.randomUUID());
		span("http post /api/analyze");

		assertThat(this.exported.getFinishedSpanItems()).noneMatch((span) -> span.getName().contains("prometheus"))
			.filteredOn((span) -> !span.getParentSpanContext().isValid())
			.allMatch((span) -> span.getName().startsWith("http "));
	}

	private SpanData span(String name) {
		return Awaitility.await()
			.atMost(BOUND)
			.until(() -> this.exported.getFinishedSpanItems()
				.stream()
				.filter((span) -> span.getName().equals(name))
				.reduce((one, other) -> other), (found) -> found.isPresent())
			.orElseThrow();
	}

	private List<String> namesIn(String trace) {
		return this.exported.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getTraceId().equals(trace))
			.map(SpanData::getName)
			.toList();
	}

	private static String traceParentOfTheWakeUp(String trace) {
		return Awaitility.await()
			.atMost(BOUND)
			.until(() -> TopicContent.of(Topics.REQUESTS)
				.stream()
				.map(TracingTests::header)
				.filter((parent) -> parent.contains(trace))
				.findFirst(), Optional::isPresent)
			.orElseThrow();
	}

	private static String header(ConsumerRecord<byte[], byte[]> letter) {
		var header = letter.headers().lastHeader("traceparent");
		return (header != null) ? new String(header.value(), StandardCharsets.US_ASCII) : "";
	}

	@TestConfiguration
	static class InMemory {

		@Bean
		InMemorySpanExporter spans() {
			return InMemorySpanExporter.create();
		}

	}

}
