package io.followsync.gateway.edge;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.followsync.gateway.GatewayIntegrationTest;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class EdgeTests extends GatewayIntegrationTest {

	private static final String CAPABILITY = "fedcba9876543210";

	@Autowired
	private ConnectionFactory connections;

	@Autowired
	private MeterRegistry meters;

	@ParameterizedTest
	@CsvSource({ "GET, /index", "GET, /nothing", "GET, /app/", "GET, /page/index.html", "GET, /app/nothing.js",
			"POST, /api", "GET, /api/status", "GET, /api/status/a/b", "GET, /api/analyze/", "GET, /api/../etc/passwd",
			"PUT, /api/nothing", "GET, /actuator/prometheus", "GET, /api//health" })
	void answersUnknownPathsWith404(String method, String path) {
		this.web.method(HttpMethod.valueOf(method))
			.uri(URI.create("http://127.0.0.1:" + this.port + path))
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody()
			.json("{\"error\":\"Endpoint not found\"}")
			.jsonPath("$.length()")
			.isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/analyze, POST", "DELETE, /api/analyze, POST", "POST, /api/queue, GET",
			"PUT, /api/health, GET", "GET, /api/job/0123456789abcdef, DELETE",
			"PATCH, /api/status/0123456789abcdef, GET" })
	void namesTheAllowedMethods(String method, String path, String allowed) {
		this.web.method(HttpMethod.valueOf(method))
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.valueMatches(HttpHeaders.ALLOW, ".*" + allowed + ".*")
			.expectBody()
			.json("{\"error\":\"Method not allowed\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/nothing", "/api/%761/nothing" })
	void answersTheNativeApiWithProblems(String path) {
		this.web.get()
			.uri(URI.create("http://127.0.0.1:" + this.port + path))
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.json("""
					{"type":"urn:followsync:error:endpoint-not-found","title":"Endpoint not found","status":404}""");
	}

	@Test
	void hidesUnexpectedErrorsFromCallersAndSecretsFromTheLog(CapturedOutput output) {
		this.web.get().uri("/api/status/" + CAPABILITY).exchange().expectStatus().isNotFound();
		sql("ALTER TABLE jobs RENAME COLUMN capability_hash TO hidden_hash");
		try {
			this.web.get()
				.uri("/api/status/" + CAPABILITY)
				.exchange()
				.expectStatus()
				.isEqualTo(500)
				.expectBody()
				.json("{\"error\":\"Internal server error\"}")
				.jsonPath("$.length()")
				.isEqualTo(1);
		}
		finally {
			sql("ALTER TABLE jobs RENAME COLUMN hidden_hash TO capability_hash");
		}
		assertThat(output).contains("unexpected error", "BadSqlGrammarException").doesNotContain(CAPABILITY);
	}

	@Test
	void showsNoCapabilityInItsMetrics() {
		this.web.get().uri("/api/status/" + CAPABILITY).exchange().expectStatus().isNotFound();
		this.web.get().uri("/nothing/" + CAPABILITY).exchange().expectStatus().isNotFound();
		this.web.post().uri("/api/status/" + CAPABILITY).exchange().expectStatus().isEqualTo(405);
		String metrics = this.management.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(metrics).contains("uri=\"/api/status/{jobId}\"").doesNotContain(CAPABILITY);
	}

	@Test
	void sendsSecurityHeaders() {
		this.web.get()
			.uri("/api/health")
			.exchange()
			.expectHeader()
			.valueEquals("X-Content-Type-Options", "nosniff")
			.expectHeader()
			.valueEquals("Referrer-Policy", "no-referrer")
			.expectHeader()
			.exists("Content-Security-Policy")
			.expectHeader()
			.valueMatches(HttpHeaders.CACHE_CONTROL, ".*no-store.*");
	}

	@Test
	void leavesNoConnectionBehindWhenClientsHangUp() {
		WebClient client = WebClient.create("http://127.0.0.1:" + this.port);
		Flux.range(0, 300)
			.flatMap((number) -> client.get()
				.uri("/api/status/" + CAPABILITY)
				.retrieve()
				.toBodilessEntity()
				.timeout(Duration.ofMillis(number % 20))
				.onErrorComplete(), 50)
			.blockLast(Duration.ofSeconds(30));
		ConnectionPool pool = pool();
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> pool.getMetrics().orElseThrow().acquiredSize() == 0);
	}

	private ConnectionPool pool() {
		ConnectionFactory factory = this.connections;
		while (!(factory instanceof ConnectionPool) && factory instanceof Wrapped<?> wrapped) {
			factory = (ConnectionFactory) wrapped.unwrap();
		}
		return (ConnectionPool) factory;
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void neitherCountsNorLogsRequestsThatClientsAbort(boolean reset, CapturedOutput output) throws IOException {
		long before = serverErrors();
		try (Socket client = new Socket("127.0.0.1", this.port)) {
			if (reset) {
				client.setSoLinger(true, 0);
			}
			client.getOutputStream()
				.write(("POST /api/analyze?secret=" + CAPABILITY + " HTTP/1.1\r\nHost: localhost\r\n"
						+ "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"csrf")
					.getBytes(StandardCharsets.US_ASCII));
			Awaitility.await().until(() -> activeCalls() > 0);
		}
		Awaitility.await().until(() -> activeCalls() == 0);
		// What comes after the end of the call comes before the answer to the next one.
		this.web.get().uri("/api/health").exchange().expectStatus().isOk();

		assertThat(output).doesNotContain(CAPABILITY).doesNotContain("ERROR").doesNotContain("dropped");
		assertThat(serverErrors()).isEqualTo(before);
	}

	private int activeCalls() {
		return this.meters.find("http.server.requests.active")
			.longTaskTimers()
			.stream()
			.mapToInt(LongTaskTimer::activeTasks)
			.sum();
	}

	private long serverErrors() {
		return this.meters.find("http.server.requests")
			.tags("outcome", "SERVER_ERROR", "uri", "/api/analyze")
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

}
