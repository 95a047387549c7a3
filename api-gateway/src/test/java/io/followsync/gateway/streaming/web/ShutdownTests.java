package io.followsync.gateway.streaming.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import io.followsync.gateway.GatewayApplication;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

class ShutdownTests {

	private static final long MAX_SECONDS = 15;

	@Test
	void completesOpenStreamsBeforeTheServerStops(@TempDir Path keys) throws Exception {
		ConfigurableApplicationContext gateway = start(keys);
		TestJob job = new TestJobs(gateway.getBean(DatabaseClient.class), gateway.getBean(Fingerprints.class))
			.insert(JobState.RUNNING);
		CountDownLatch open = new CountDownLatch(1);
		CompletableFuture<?> stream = WebClient.create("http://127.0.0.1:" + port(gateway))
			.get()
			.uri(job.path() + "/events")
			.accept(MediaType.TEXT_EVENT_STREAM)
			.retrieve()
			.bodyToFlux(String.class)
			.doOnNext((event) -> open.countDown())
			.then()
			.toFuture();
		assertThat(open.await(MAX_SECONDS, TimeUnit.SECONDS)).isTrue();
		long began = System.nanoTime();
		gateway.close();
		// Neither cut off nor waited for until the graceful shutdown times out.
		assertThatNoException().isThrownBy(() -> stream.get(MAX_SECONDS, TimeUnit.SECONDS));
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
	}

	@Test
	void answersARequestInProgress(@TempDir Path keys) throws Exception {
		ConfigurableApplicationContext gateway = start(keys);
		String body = """
				{"csrf_token":"abc","session_id":"5012345678%3Axyz"}""";
		try (Socket client = new Socket("127.0.0.1", Integer.parseInt(port(gateway)))) {
			client.setSoTimeout((int) Duration.ofSeconds(MAX_SECONDS).toMillis());
			String head = "POST /api/analyze HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\n"
					+ "Content-Length: %d\r\n\r\n".formatted(body.length());
			client.getOutputStream().write((head + body.substring(0, 10)).getBytes(StandardCharsets.US_ASCII));
			await().atMost(Duration.ofSeconds(MAX_SECONDS)).until(() -> requestsInFlight(gateway) == 1);
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);
			await().atMost(Duration.ofSeconds(MAX_SECONDS)).until(() -> refusesConnections(port(gateway)));

			client.getOutputStream().write(body.substring(10).getBytes(StandardCharsets.US_ASCII));

			String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"status\":\"queued\"");
			stopped.get(MAX_SECONDS, TimeUnit.SECONDS);
		}
	}

	private static ConfigurableApplicationContext start(Path keys) {
		Database database = ServicesForTests.createDatabase();
		return new SpringApplicationBuilder(GatewayApplication.class).run("--server.port=0",
				"--management.server.port=0", "--server.address=127.0.0.1", "--spring.r2dbc.url=" + database.r2dbcUrl(),
				"--spring.r2dbc.username=" + database.user(), "--spring.r2dbc.password=" + database.password(),
				"--spring.flyway.url=" + database.jdbcUrl(), "--followsync.vault.directory=" + keys,
				"--followsync.vault.create-missing=true", "--logging.structured.format.console=",
				"--spring.kafka.bootstrap-servers=" + ServicesForTests.kafkaBootstrapServers());
	}

	private static int requestsInFlight(ConfigurableApplicationContext gateway) {
		LongTaskTimer active = gateway.getBean(MeterRegistry.class).find("http.server.requests.active").longTaskTimer();
		return (active != null) ? active.activeTasks() : 0;
	}

	private static boolean refusesConnections(String port) {
		try (Socket refused = new Socket("127.0.0.1", Integer.parseInt(port))) {
			return !refused.isConnected();
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static String port(ConfigurableApplicationContext gateway) {
		return gateway.getEnvironment().getRequiredProperty("local.server.port");
	}

}
