package io.followsync.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import io.followsync.gateway.queue.ForgottenQueue;
import io.followsync.gateway.queue.RecentQueue;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A gateway on a real port with a real broker and its own real database, emptied before
 * each test. All subclasses share it; a call that blocks an event loop fails.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "springdoc.api-docs.enabled=true",
				"springdoc.swagger-ui.enabled=true", "followsync.vault.create-missing=true",
				"followsync.edge.trusted-hops=1", "followsync.imports.max-stored=8MB",
				"followsync.queue.max-queued=1000", "followsync.fleet.interval=1h", "followsync.access.check=300ms",
				"followsync.submissions.per-minute=200", "followsync.operators.token=test-token",
				"logging.structured.format.console=", "followsync.operators.wrong-per-minute-overall=1000",
				"followsync.operators.username=operator", "followsync.operators.password=test-password" })
public abstract class GatewayIntegrationTest {

	private static final Database DATABASE = ServicesForTests.createDatabase();

	private static final String EMPTY = EmptyTables.statement(
			List.of("jobs", "sign_ins", "workers", "recent_durations", "token_buckets", "known_sessions"), List.of());

	private static final Path KEYS = newDirectory();

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	@Autowired
	protected DatabaseClient database;

	@Autowired
	private RecentQueue recentQueue;

	@Value("${local.server.port}")
	protected int port;

	@Value("${local.management.port}")
	protected int managementPort;

	protected WebTestClient web;

	protected WebTestClient management;

	@DynamicPropertySource
	static void services(DynamicPropertyRegistry registry) {
		registry.add("spring.r2dbc.url", DATABASE::r2dbcUrl);
		registry.add("spring.r2dbc.username", DATABASE::user);
		registry.add("spring.r2dbc.password", DATABASE::password);
		registry.add("spring.flyway.url", DATABASE::jdbcUrl);
		registry.add("spring.kafka.bootstrap-servers", ServicesForTests::kafkaBootstrapServers);
		registry.add("followsync.vault.directory", KEYS::toString);
	}

	@BeforeEach
	void start() {
		sql(EMPTY);
		ForgottenQueue.forget(this.recentQueue);
		this.web = client(this.port);
		this.management = client(this.managementPort);
	}

	/** Submits a session and returns the job id of the answer. */
	protected String submitted(String sessionId) {
		Map<?, ?> answer = this.web.post()
			.uri("/api/analyze")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"csrf_token\":\"abc\",\"session_id\":\"%s\"}".formatted(sessionId))
			.exchange()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		return (String) answer.get("job_id");
	}

	protected long sql(String statement) {
		return this.database.sql(statement).fetch().rowsUpdated().block(TIMEOUT);
	}

	/** The only row of the query. */
	protected Map<String, Object> row(String query) {
		return this.database.sql(query).fetch().one().block(TIMEOUT);
	}

	protected long count(String table) {
		return (long) row("SELECT count(*) AS n FROM " + table).get("n");
	}

	/** Completes once a statement of another transaction waits for a lock. */
	protected Mono<Long> waitForALock() {
		return Mono.fromFuture(() -> this.database.sql(
				"SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
			.mapValue(Long.class)
			.one()
			.contextWrite((context) -> Context.empty())
			.toFuture())
			.filter((waiting) -> waiting > 0)
			.repeatWhenEmpty((empty) -> empty.delayElements(Duration.ofMillis(20)));
	}

	/** A bytea as {@link #row} delivers it. */
	protected static byte[] bytes(Object value) {
		ByteBuffer buffer = (ByteBuffer) value;
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

	private static WebTestClient client(int port) {
		return WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + port)
			.responseTimeout(TIMEOUT)
			// for the metrics of all routes, and every way in which tests were answered
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(4 * 1024 * 1024))
			.filter(new ReadAnswers())
			.build();
	}

	private static Path newDirectory() {
		try {
			return Files.createTempDirectory(Path.of("target"), "keys");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
