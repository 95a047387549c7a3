package io.followsync.deployment.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks how compose interprets docker-compose.yml. Only the client is used; no engine
 * needs to run.
 */
@Tag("deploy")
@ExtendWith(ComposeCondition.class)
class ComposeFileTests {

	private static final Duration TO_ANSWER = Duration.ofSeconds(30);

	private static final String INSTAGRAM = "https://www.instagram.com";

	private static final Set<String> OF_THE_MACHINE = Set.of("INSTAGRAM_BASE_URL", "FOLLOWSYNC_TRACING_ENDPOINT",
			"COMPOSE_PROFILES");

	@TempDir
	private Path directory;

	@Test
	void workersReadTheSimulatorByDefault() throws IOException {
		JsonNode worker = services(Map.of(), "--profile", "monitoring").path("worker").path("environment");

		assertThat(worker.path("FOLLOWSYNC_INSTAGRAM_BASE_URL").asString()).isEqualTo("http://simulator:9080");
		assertThat(worker.path("SPRING_PROFILES_DEFAULT").asString()).isEqualTo("simulated");
		assertThat(worker.path("SPRING_PROFILES_ACTIVE").asString()).as("no other profile").isEmpty();
	}

	@Test
	void oneVariableSelectsInstagramAndItsCarefulBudgets() throws IOException {
		JsonNode worker = services(Map.of("INSTAGRAM_BASE_URL", INSTAGRAM), "--profile", "monitoring").path("worker")
			.path("environment");

		assertThat(worker.path("FOLLOWSYNC_INSTAGRAM_BASE_URL").asString()).isEqualTo(INSTAGRAM);
		assertThat(worker.path("SPRING_PROFILES_ACTIVE").asString()).as("displaces the default one")
			.isNotEmpty()
			.isNotEqualTo("simulated");
	}

	@Test
	void monitoringIsOptIn() throws IOException {
		assertThat(services(Map.of()).propertyNames()).contains("gateway", "worker", "simulator", "postgres", "kafka")
			.doesNotContain("prometheus", "grafana");
		assertThat(services(Map.of(), "--profile", "monitoring").propertyNames()).contains("prometheus", "grafana",
				"gateway", "worker");
	}

	@Test
	void tracingIsOptIn() throws IOException {
		assertThat(services(Map.of())).allSatisfy((service) -> assertThat(collector(service)).isEmpty());

		String collector = "http://collector:4318/v1/traces";
		JsonNode services = services(Map.of("FOLLOWSYNC_TRACING_ENDPOINT", collector));
		assertThat(List.of("gateway", "worker"))
			.allSatisfy((name) -> assertThat(collector(services.path(name))).isEqualTo(collector));
	}

	private static String collector(JsonNode service) {
		return service.path("environment").path("FOLLOWSYNC_TRACING_ENDPOINT").asString("");
	}

	/** With these variables only, and none of the machine's. */
	private JsonNode services(Map<String, String> variables, String... options) throws IOException {
		Path resolved = this.directory.resolve("resolved.json");
		Path none = Files.write(this.directory.resolve("none.env"), new byte[0]);
		List<String> command = new ArrayList<>(List.of("docker", "compose", "--env-file", none.toString()));
		command.addAll(List.of(options));
		command.addAll(List.of("config", "--format", "json", "--output", resolved.toString()));
		new Commands(Path.of("..").toAbsolutePath().normalize(), variables, OF_THE_MACHINE).run(TO_ANSWER,
				command.toArray(String[]::new));
		return JsonMapper.shared().readTree(Files.readString(resolved)).path("services");
	}

}
