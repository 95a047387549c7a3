package io.followsync.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole gateway that owns nothing in its database. */
class ServiceRoleTests {

	private final Database owner = ServicesForTests.createDatabase();

	private final Database service = ServicesForTests.as("followsync_gateway", this.owner);

	@TempDir
	private Path keys;

	@Test
	void hasTheRightsForEveryCallOfAJobsLife() throws SQLException {
		try (ConfigurableApplicationContext gateway = start()) {
			WebTestClient web = WebTestClient.bindToServer()
				.baseUrl("http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port"))
				.responseTimeout(Duration.ofSeconds(30))
				.build();

			String job = submitted(web);
			web.get().uri("/api/status/" + job).exchange().expectStatus().isOk();
			web.get().uri("/api/v1/jobs/" + job).exchange().expectStatus().isOk();
			for (String path : new String[] { "/api/queue", "/api/jobs", "/api/debug/" + job }) {
				web.get().uri(path).exchange().expectStatus().is2xxSuccessful();
			}
			assertThat(owned("DELETE FROM job_credentials")).as("stored credentials").isOne();
			web.delete().uri("/api/v1/jobs/" + job).exchange().expectStatus().is2xxSuccessful();
			web.delete().uri("/api/job/" + job).exchange().expectStatus().isOk();

			web.post()
				.uri("/api/v1/imports")
				.contentType(MediaType.MULTIPART_FORM_DATA)
				.bodyValue(files())
				.exchange()
				.expectStatus()
				.is2xxSuccessful();
			assertThat(owned("DELETE FROM import_chunks")).as("stored files").isPositive();
			assertThat(owned("DELETE FROM import_ignored_files")).as("files named only").isOne();
			web.post().uri("/api/cleanup").exchange().expectStatus().is2xxSuccessful();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> owned("UPDATE fleet_figures SET figures = '{}' WHERE counted_at IS NOT NULL") == 1);
		}
	}

	private static String submitted(WebTestClient web) {
		Map<?, ?> answer = web.post()
			.uri("/api/analyze")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"csrf_token\":\"abc\",\"session_id\":\"5012345678%3Axyz\"}")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		return (String) answer.get("job_id");
	}

	private static Object files() {
		MultipartBodyBuilder files = new MultipartBodyBuilder();
		files.part("file", "[]".getBytes(StandardCharsets.UTF_8)).filename("followers_1.json");
		files.part("file", "{\"relationships_following\":[]}".getBytes(StandardCharsets.UTF_8))
			.filename("following.json");
		files.part("file", "{\"relationships_blocked_users\":[]}".getBytes(StandardCharsets.UTF_8))
			.filename("blocked_profiles.json");
		return files.build();
	}

	private int owned(String statement) throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.owner.jdbcUrl(), this.owner.user(),
				this.owner.password()); Statement change = connection.createStatement()) {
			return change.executeUpdate(statement);
		}
	}

	private ConfigurableApplicationContext start() {
		SpringApplication application = new SpringApplication(GatewayApplication.class);
		application.setRegisterShutdownHook(false);
		return application.run("--spring.profiles.active=local", "--server.port=0", "--management.server.port=0",
				"--spring.r2dbc.url=" + this.service.r2dbcUrl(), "--spring.r2dbc.username=" + this.service.user(),
				"--spring.r2dbc.password=" + this.service.password(), "--spring.flyway.url=" + this.owner.jdbcUrl(),
				"--spring.flyway.user=" + this.owner.user(), "--spring.flyway.password=" + this.owner.password(),
				"--spring.kafka.bootstrap-servers=" + ServicesForTests.kafkaBootstrapServers(),
				"--followsync.vault.directory=" + this.keys);
	}

}
