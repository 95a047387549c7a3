package io.followsync.deployment.compose;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.followsync.stack.job.JobClient;
import io.followsync.stack.job.JobView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Builds the images from these sources and runs them as an operator would. */
@Tag("deploy")
@ExtendWith(EngineCondition.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeAcceptanceTests {

	private static final int SOME_PAGES = 100;

	private static final Duration IN_TIME = Duration.ofMinutes(2);

	private static final List<String> OURS = List.of("gateway", "worker", "simulator");

	private static final ComposeStack STACK = new ComposeStack();

	@BeforeAll
	static void start() {
		try {
			STACK.up();
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException("%s%n%s".formatted(ex.getMessage(), STACK.logs()), ex);
		}
	}

	@AfterAll
	static void stop() {
		STACK.close();
	}

	@Test
	void anAnalysisEndsWithTheTruth() {
		SimulatedAccount account = SimulatedAccount.place(STACK.simulator(), 5_000_000_001L);
		JobClient client = new JobClient(STACK.gateway());

		String job = client.analyze(account.session());
		JobView end = client.follow(job, (view) -> {
		});

		assertThat(end.state()).isEqualTo("COMPLETED");
		assertThat(client.unfollowers(job)).containsExactlyInAnyOrderElementsOf(account.truth());
	}

	@Test
	void aWorkerCutOffFromTheNetworkLosesItsJob() {
		SimulatedAccount account = SimulatedAccount.place(STACK.simulator(), 5_000_000_002L);
		JobClient client = new JobClient(STACK.gateway());
		AtomicReference<String> cutOff = new AtomicReference<>("");

		String job = client.analyze(account.session());
		JobView end = client.follow(job, (view) -> {
			if (cutOff.get().isEmpty() && view.followers().fetched() > SOME_PAGES) {
				String holder = STACK.holderOf("RUNNING");
				STACK.disconnect(holder);
				cutOff.set(holder);
			}
		});

		assertThat(cutOff.get()).as("the worker that was cut off").isNotEmpty();
		assertThat(end.state()).isEqualTo("COMPLETED");
		assertThat(client.unfollowers(job)).containsExactlyInAnyOrderElementsOf(account.truth());
		assertThat(account.pagesServedAgain()).as("pages served again: at most the one in flight").isLessThan(2);
		await().atMost(IN_TIME).until(() -> "unhealthy".equals(STACK.health(cutOff.get())));
		STACK.connect(cutOff.get());
		await().atMost(IN_TIME).until(() -> "healthy".equals(STACK.health(cutOff.get())));
	}

	@Test
	void servicesRunUnprivilegedOnReadOnlyPrograms() {
		assertThat(OURS).allSatisfy((service) -> {
			assertThat(STACK.inside(service, "id", "--user")).isEqualTo("10001");
			assertThat(STACK.codeInside(service, "touch", "/app/written")).as("exit code of touch").isNotZero();
			assertThat(STACK.inside(service, "grep", "CapEff", "/proc/1/status")).endsWith("0000000000000000");
		});
	}

	@Test
	void onlyTheOperatorsTokenAdmitsOperators() throws Exception {
		String token = STACK.inside("gateway", "cat", "/run/secrets/followsync/operators/followsync.operators.token");

		assertThat(jobs("Bearer " + token)).isEqualTo(200);
		assertThat(jobs("Bearer " + token.substring(1))).isEqualTo(401);
	}

	@Test
	void secretsAreOnlyWhereTheyAreNeeded() {
		String password = STACK.inside("postgres", "cat", "/run/secrets/followsync/database/spring.r2dbc.password");

		assertThat(keys("worker")).containsExactly("credentials-private.json");
		assertThat(keys("gateway")).containsExactlyInAnyOrder("browser-sessions.json", "capabilities.json",
				"credentials-public.json", "owner-secrets.json", "sealing.json", "sessions.json");
		assertThat(STACK.codeInside("worker", "test", "-e",
				"/run/secrets/followsync/operators/followsync.operators.token"))
			.isNotZero();
		assertThat(STACK.codeInside("simulator", "find", "/run/keys", "-name", "*.json", "-exec", "false", "{}", "+"))
			.as("no key file")
			.isZero();
		assertThat(Stream.of("postgres", "gateway", "worker").flatMap((service) -> STACK.containers(service).stream()))
			.allSatisfy((id) -> assertThat(STACK.inspect(id, "{{json .}}")).doesNotContain(password));
		assertThat(STACK.logs()).doesNotContain(password);
	}

	@Test
	void servicesConnectAsRolesThatOwnNothing() {
		assertThat(STACK.sql(
				"SELECT DISTINCT usename || ' ' || application_name FROM pg_stat_activity WHERE application_name IN ('api-gateway', 'sync-worker')")
			.lines()).containsExactlyInAnyOrder("followsync_gateway api-gateway", "followsync_worker sync-worker");
		assertThat(STACK.sql("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) LIKE 'followsync\\_%'"))
			.isEqualTo("0");
		String owner = STACK.inside("postgres", "cat", "/run/secrets/followsync/database/spring.r2dbc.password");
		assertThat(List.of("gateway", "worker")).allSatisfy((service) -> assertThat(
				STACK.inside(service, "cat", "/run/secrets/followsync/database/spring.r2dbc.password"))
			.isNotEqualTo(owner));
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void servicesStopBeforeTheyAreKilled() {
		List<String> asked = Stream.of("gateway", "worker")
			.flatMap((service) -> STACK.containers(service).stream())
			.toList();

		STACK.stop("gateway");
		STACK.stop("worker");

		assertThat(asked).hasSize(3)
			.allSatisfy((id) -> assertThat(STACK.inspect(id, "{{.State.ExitCode}}")).as("137 would be a kill")
				.isEqualTo("143"));
	}

	// A volume may have got the empty directories of the image, too.
	private static Stream<String> keys(String service) {
		return STACK.inside(service, "find", "/run/keys", "-type", "f", "-printf", "%P\\n").lines();
	}

	private static int jobs(String authorization) throws IOException, InterruptedException {
		URI address = STACK.gateway().resolve("/api/jobs");
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(address).header("Authorization", authorization).build(),
						BodyHandlers.discarding())
				.statusCode();
		}
	}

}
