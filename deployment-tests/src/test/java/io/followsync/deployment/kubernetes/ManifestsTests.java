package io.followsync.deployment.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ManifestsTests {

	private final Settings worker = new Settings("sync-worker");

	private final Settings gateway = new Settings("api-gateway");

	@Test
	void workersHaveTimeToHandOverTheirJobs() {
		Duration drain = this.worker.durationOf("followsync.worker.drain");

		assertThat(this.worker.shutdown()).isGreaterThan(drain);
		assertThat(grace("sync-worker")).as("grace period").isGreaterThan(drain.plus(this.worker.shutdown()));
		assertThat(composeGrace("worker")).as("grace period in the compose file").isGreaterThan(this.worker.shutdown());
	}

	@Test
	void gatewaysHaveTimeToEndTheirStreams() {
		JsonNode container = container("api-gateway");
		Duration pause = seconds(container.path("lifecycle").path("preStop").path("sleep").path("seconds"));

		assertThat(pause).as("time to take it out of the endpoints")
			.isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
		assertThat(grace("api-gateway")).isGreaterThan(pause.plus(this.gateway.shutdown().multipliedBy(2)));
		assertThat(composeGrace("gateway")).isGreaterThan(this.gateway.shutdown());
	}

	@Test
	void autoscalersExpectOneJobPerSlot() {
		int slots = Math.min(this.worker.defaultOf("followsync.worker.slots").asInt(),
				this.worker.defaultOf("followsync.worker.anonymous-slots").asInt());
		JsonNode keda = Manifests.named("ScaledObject", "sync-worker").path("spec").path("triggers").path(0);
		JsonNode hpa = Manifests.named("HorizontalPodAutoscaler", "sync-worker").path("spec").path("metrics").path(0);

		assertThat(keda.path("metadata").path("targetQueryValue").asString())
			.as("the slots that even anonymous jobs can take")
			.isEqualTo(Integer.toString(slots));
		String target = hpa.path("pods").path("target").path("averageValue").asString();
		assertThat(target).endsWith("m");
		assertThat(Integer.parseInt(target.substring(0, target.length() - 1)))
			.as("below the slots that even anonymous jobs can take, or it would never grow")
			.isLessThan(1_000 * slots);
	}

	@Test
	void partitionsOutnumberWorkers() {
		int partitions = this.gateway.defaultOf("followsync.topics.requests-partitions").asInt();

		assertThat(Manifests.named("ScaledObject", "sync-worker").path("spec").path("maxReplicaCount").asInt())
			.isLessThan(partitions);
	}

	@Test
	void podsHaveNoUnneededPrivileges() {
		assertThat(Stream.of("Deployment", "Job").flatMap((kind) -> Manifests.all(kind).stream())).hasSize(4)
			.map(Manifests::pod)
			.allSatisfy((pod) -> {
				assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
				assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean(false)).isTrue();
				assertThat(pod.path("securityContext").path("seccompProfile").path("type").asString())
					.isEqualTo("RuntimeDefault");
				JsonNode container = pod.path("containers").path(0).path("securityContext");
				assertThat(container.path("readOnlyRootFilesystem").asBoolean(false)).isTrue();
				assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
				assertThat(container.path("capabilities").path("drop").path(0).asString()).isEqualTo("ALL");
			});
	}

	@Test
	void podsDeclareResourcesAndProbes() {
		assertThat(Manifests.all("Deployment")).map((it) -> Manifests.pod(it).path("containers").path(0))
			.allSatisfy((container) -> {
				JsonNode resources = container.path("resources");
				assertThat(resources.path("limits").path("memory"))
					.isEqualTo(resources.path("requests").path("memory"));
				assertThat(resources.path("limits").path("memory").asString()).isNotEmpty();
				assertThat(container.path("livenessProbe").isObject()).isTrue();
				assertThat(container.path("startupProbe").isObject()).isTrue();
			});
		assertThat(Stream.of("api-gateway", "sync-worker").map(ManifestsTests::container)).allSatisfy(
				(container) -> assertThat(container.path("readinessProbe").path("httpGet").path("path").asString())
					.isEqualTo("/actuator/health/readiness"));
	}

	@Test
	void probesUseTheManagementPorts() {
		assertThat(managementPort("api-gateway")).isEqualTo(port(this.gateway, "management"))
			.isEqualTo(healthPortOfImage("gateway"));
		assertThat(managementPort("sync-worker")).isEqualTo(port(this.worker, ""))
			.isEqualTo(healthPortOfImage("worker"));
	}

	@Test
	void gatewaysAndWorkersShareNoKeys() {
		assertThat(secret(Manifests.podOf("api-gateway"), "keys")).isEqualTo("followsync-gateway-keys");
		assertThat(secret(Manifests.podOf("sync-worker"), "keys")).isEqualTo("followsync-worker-keys");
		JsonNode services = Manifests.file("docker-compose.yml").path("services");
		assertThat(services.path("gateway").path("volumes")).map(JsonNode::asString)
			.contains("gateway-keys:/run/keys:ro")
			.noneMatch((volume) -> volume.startsWith("worker-keys:") || volume.startsWith("keys:"));
		assertThat(services.path("worker").path("volumes")).map(JsonNode::asString)
			.contains("worker-keys:/run/keys:ro")
			.noneMatch((volume) -> volume.startsWith("gateway-keys:") || volume.startsWith("keys:"));
	}

	@Test
	void onlyTheMigrationHasTheOwnersLogin() {
		assertThat(secret(Manifests.podOf("api-gateway"), "database")).isEqualTo("followsync-gateway-database");
		assertThat(secret(Manifests.podOf("sync-worker"), "database")).isEqualTo("followsync-worker-database");
		assertThat(secret(Manifests.pod(Manifests.named("Job", "schema-migration")), "database"))
			.isEqualTo("followsync-database-owner");
		JsonNode services = Manifests.file("docker-compose.yml").path("services");
		assertThat(services.propertyNames())
			.filteredOn((name) -> services.path(name)
				.path("volumes")
				.valueStream()
				.anyMatch((volume) -> volume.asString().startsWith("database-secrets:")))
			.containsExactlyInAnyOrder("secrets", "postgres", "roles", "migration");
	}

	private static String secret(JsonNode pod, String volume) {
		return pod.path("volumes")
			.valueStream()
			.filter((candidate) -> volume.equals(candidate.path("name").asString()))
			.map((candidate) -> candidate.path("secret").path("secretName").asString())
			.findFirst()
			.orElseThrow();
	}

	@Test
	void composeServicesHaveNoUnneededPrivileges() {
		JsonNode services = Manifests.file("docker-compose.yml").path("services");

		assertThat(services.properties()).hasSize(10).allSatisfy((entry) -> {
			JsonNode service = entry.getValue();
			assertThat(service.path("cap_drop").path(0).asString()).isEqualTo("ALL");
			assertThat(service.path("security_opt").path(0).asString()).isEqualTo("no-new-privileges:true");
			assertThat(service.path("privileged").asBoolean(false)).isFalse();
			// Its start-up code writes its configuration beside the program.
			assertThat(service.path("read_only").asBoolean(false)).isEqualTo(!entry.getKey().equals("kafka"));
		});
		assertThat(services.properties().stream().filter((entry) -> entry.getValue().has("cap_add")))
			.extracting(Map.Entry::getKey)
			.containsExactly("postgres");
		assertThat(services.valueStream().flatMap((service) -> service.path("ports").valueStream()))
			.as("published ports")
			.isNotEmpty()
			.allSatisfy((port) -> assertThat(port.asString()).startsWith("127.0.0.1:"));
	}

	@Test
	void grafanaCannotReadTheOperatorsToken() {
		JsonNode grafana = Manifests.file("docker-compose.yml").path("services").path("grafana");

		assertThat(grafana.path("volumes")).map(JsonNode::asString)
			.contains("grafana-secrets:/run/secrets/followsync/grafana:ro")
			.noneMatch((volume) -> volume.contains("operator"));
		assertThat(grafana.path("environment").path("GF_SECURITY_ADMIN_PASSWORD__FILE").asString())
			.isEqualTo("/run/secrets/followsync/grafana/admin.password");
	}

	private static int managementPort(String deployment) {
		return container(deployment).path("ports")
			.valueStream()
			.filter((port) -> "management".equals(port.path("name").asString()))
			.mapToInt((port) -> port.path("containerPort").asInt())
			.findFirst()
			.orElseThrow();
	}

	private static int port(Settings service, String of) {
		JsonNode file = Manifests.file(service.module() + "/src/main/resources/application.yml");
		return (of.isEmpty() ? file : file.path(of)).path("server").path("port").asInt();
	}

	private static int healthPortOfImage(String service) {
		return Integer.parseInt(Manifests.file("docker-compose.yml")
			.path("services")
			.path(service)
			.path("build")
			.path("args")
			.path("HEALTH_PORT")
			.asString());
	}

	private static JsonNode container(String deployment) {
		return Manifests.podOf(deployment).path("containers").path(0);
	}

	private static Duration grace(String deployment) {
		return seconds(Manifests.podOf(deployment).path("terminationGracePeriodSeconds"));
	}

	private static Duration composeGrace(String service) {
		JsonNode said = Manifests.file("docker-compose.yml").path("services").path(service).path("stop_grace_period");
		return Duration.parse("PT" + said.asString());
	}

	private static Duration seconds(JsonNode number) {
		return Duration.ofSeconds(number.asInt());
	}

}
