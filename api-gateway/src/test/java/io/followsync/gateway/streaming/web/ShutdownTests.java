package io.followsync.gateway.streaming.web;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ShutdownTests {

	private static final long MOST_SECONDS = 15;

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
		assertThat(open.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
		long began = System.nanoTime();
		gateway.close();
		// Not cut off, and not waited for until the graceful shutdown gives up.
		assertThatNoException().isThrownBy(() -> stream.get(MOST_SECONDS, TimeUnit.SECONDS));
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
	}

	private static ConfigurableApplicationContext start(Path keys) {
		Database database = ServicesForTests.createDatabase();
		return new SpringApplicationBuilder(GatewayApplication.class, OwnEventLoops.class).run("--server.port=0",
				"--management.server.port=0", "--server.address=127.0.0.1", "--spring.r2dbc.url=" + database.r2dbcUrl(),
				"--spring.r2dbc.username=" + database.user(), "--spring.r2dbc.password=" + database.password(),
				"--spring.flyway.url=" + database.jdbcUrl(), "--followsync.vault.directory=" + keys,
				"--followsync.vault.create-missing=true", "--logging.structured.format.console=",
				"--spring.kafka.bootstrap-servers=" + ServicesForTests.kafkaBootstrapServers());
	}

	private static String port(ConfigurableApplicationContext gateway) {
		return gateway.getEnvironment().getRequiredProperty("local.server.port");
	}

	/** Those that all in one JVM share would be closed with this gateway. */
	static class OwnEventLoops {

		@Bean
		ReactorResourceFactory reactorResources() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			return factory;
		}

	}

}
