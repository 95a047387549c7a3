package io.followsync.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class LocalProfileTests {

	@TempDir
	private Path directory;

	@Test
	void opensOperatorCallsToThisMachineOnly(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--spring.profiles.active=local")) {
			WebTestClient web = WebTestClient.bindToServer()
				.baseUrl("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"))
				.responseTimeout(Duration.ofSeconds(15))
				.build();
			web.get().uri("/api/jobs").exchange().expectStatus().isOk();
			web.get().uri("/v3/api-docs").exchange().expectStatus().isOk();
			web.get().uri("/swagger-ui.html").exchange().expectStatus().is3xxRedirection();
			web.get()
				.uri("/api/jobs")
				.header(HttpHeaders.HOST, "evil.example")
				.exchange()
				.expectStatus()
				.isForbidden()
				.expectBody()
				.json("{\"error\":\"Not allowed from here\"}");
			web.get()
				.uri("/api/jobs")
				.header(HttpHeaders.ORIGIN, "https://evil.example")
				.exchange()
				.expectStatus()
				.isForbidden();
		}
		assertThat(output).doesNotContain("password:", "security password");
	}

	@Test
	void servesTheApiDocumentationOnlyOnRequestElsewhere() {
		try (ConfigurableApplicationContext context = start("--followsync.vault.create-missing=true")) {
			WebTestClient web = WebTestClient.bindToServer()
				.baseUrl("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"))
				.responseTimeout(Duration.ofSeconds(15))
				.build();
			for (String path : List.of("/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config",
					"/swagger-ui.html", "/swagger-ui/index.html", "/webjars/swagger-ui/index.html")) {
				web.get().uri(path).exchange().expectStatus().isNotFound();
			}
			assertThat(web.get().uri("/").exchange().expectBody(String.class).returnResult().getResponseBody())
				.contains("sessionid")
				.doesNotContain("swagger-ui", "api-docs");
		}
	}

	@Test
	void refusesOpenOperatorCallsOnAPublicAddress() {
		assertThatThrownBy(() -> start("--followsync.operators.open=true", "--followsync.vault.create-missing=true"))
			.hasStackTraceContaining("followsync.operators.open lets anybody in");
	}

	@Test
	void saysWhatToDoWithoutKeys(CapturedOutput output) {
		assertThatThrownBy(() -> start("--followsync.vault.create-missing=false"));
		assertThat(output).contains("The vault has no usable keys in " + this.directory)
			.contains("followsync.vault.directory");
	}

	private ConfigurableApplicationContext start(String... arguments) {
		Database database = ServicesForTests.createDatabase();
		SpringApplication application = new SpringApplication(GatewayApplication.class);
		application.setRegisterShutdownHook(false);
		String[] common = { "--server.port=0", "--management.server.port=0",
				"--spring.r2dbc.url=" + database.r2dbcUrl(), "--spring.r2dbc.username=" + database.user(),
				"--spring.r2dbc.password=" + database.password(), "--spring.flyway.url=" + database.jdbcUrl(),
				"--spring.kafka.bootstrap-servers=" + ServicesForTests.kafkaBootstrapServers(),
				"--followsync.vault.directory=" + this.directory, "--logging.structured.format.console=" };
		return application.run(Stream.of(common, arguments).flatMap(Arrays::stream).toArray(String[]::new));
	}

}
