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
import org.springframework.http.ResponseCookie;
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

	@Test
	void hasTheRightsForEveryCallOfAnOwner() throws SQLException {
		try (ConfigurableApplicationContext gateway = start()) {
			WebTestClient web = WebTestClient.bindToServer()
				.baseUrl("http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port"))
				.defaultHeader("Sec-Fetch-Site", "same-origin")
				.responseTimeout(Duration.ofSeconds(30))
				.build();
			String first = exchanged(web, null);
			exchanged(web, first);
			WebTestClient owner = web.mutate().defaultCookie("followsync_session", first).build();
			Map<?, ?> token = post(owner, "/api/v1/tokens", "{\"name\":\"a\",\"scopes\":[\"read\"]}")
				.expectBody(Map.class)
				.returnResult()
				.getResponseBody();
			owner.post().uri("/api/v1/tokens/" + token.get("id") + "/renewal").exchange().expectStatus().isOk();
			owner.delete().uri("/api/v1/tokens/" + token.get("id")).exchange().expectStatus().isNoContent();
			for (String path : new String[] { "sessions", "tokens", "approvals", "accounts", "me",
					"accounts/5012345678" }) {
				owner.get().uri("/api/v1/" + path).exchange().expectStatus().isOk();
			}
			String waiting = begun(web, null);
			assertThat(owned("UPDATE sign_ins SET proven_at = now(), code = '123456' WHERE used_at IS NULL")).isOne();
			post(owner, "/api/v1/approvals", "{\"signIn\":\"%s\",\"code\":\"123456\"}".formatted(waiting.split(" ")[0]))
				.expectStatus()
				.isNoContent();
			owner.delete().uri("/api/v1/sign-ins/" + waiting.split(" ")[1]).exchange().expectStatus().isNoContent();
			owner.post().uri("/api/v1/accounts/5012345678/syncs").exchange().expectStatus().isAccepted();
			owner.delete().uri("/api/v1/accounts/5012345678?history=delete").exchange().expectStatus().isNoContent();
			owner.delete().uri("/api/v1/sessions/current").exchange().expectStatus().isNoContent();
		}
	}

	/** The cookie after an exchange, or null if the browser keeps the one that it has. */
	private String exchanged(WebTestClient web, String cookie) throws SQLException {
		String[] signIn = begun(web, cookie).split(" ");
		assertThat(owned("UPDATE sign_ins SET proven_at = now() WHERE used_at IS NULL")).isOne();
		WebTestClient browser = (cookie == null) ? web
				: web.mutate().defaultCookie("followsync_session", cookie).build();
		ResponseCookie answer = post(browser, "/api/v1/sessions", "{\"signIn\":\"" + signIn[1] + "\"}").expectStatus()
			.isOk()
			.returnResult(Void.class)
			.getResponseCookies()
			.getFirst("followsync_session");
		return (answer != null) ? answer.getValue() : null;
	}

	/** The id and the secret of a sign-in. */
	private static String begun(WebTestClient web, String cookie) {
		WebTestClient browser = (cookie == null) ? web
				: web.mutate().defaultCookie("followsync_session", cookie).build();
		Map<?, ?> answer = post(browser, "/api/v1/sign-ins",
				"{\"csrfToken\":\"abc\",\"sessionId\":\"5012345678%3Axyz\"}")
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		return answer.get("id") + " " + answer.get("secret");
	}

	private static WebTestClient.ResponseSpec post(WebTestClient web, String path, String body) {
		return web.post().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
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
