package io.followsync.gateway.database;

import java.time.Duration;
import java.util.function.Consumer;

import io.followsync.embedded.ServicesForTests;
import io.followsync.embedded.postgres.RecordingProxy;
import io.r2dbc.spi.ConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The connections to the database, as the service's own settings make them. */
class ConnectionPoolTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final int MAX_CONNECTIONS = 20;

	private final RecordingProxy proxy = RecordingProxy.before(ServicesForTests.createDatabase());

	@AfterEach
	void close() {
		this.proxy.close();
	}

	@Test
	void sendsNoValidationQueryBeforeAStatement() {
		run((database) -> {
			for (int number = 1000; number < 1050; number++) {
				ask(database, number).blockLast(TIMEOUT);
			}
			assertThat(this.proxy.sent()).contains("SELECT 1000", "SELECT 1049").doesNotContain("SELECT 1\u0000");
		});
	}

	@Test
	void replacesAllConnectionsThatARestartClosed() {
		run((database) -> {
			Flux.range(0, MAX_CONNECTIONS)
				.flatMap((caller) -> database.sql("SELECT pg_sleep(0.5)").fetch().one(), MAX_CONNECTIONS)
				.blockLast(TIMEOUT);
			assertThat(this.proxy.connections()).isEqualTo(MAX_CONNECTIONS);

			this.proxy.breakConnections();
			Awaitility.await().atMost(TIMEOUT).until(() -> this.proxy.connections() == 0);

			assertThat(ask(database, 7).blockLast(TIMEOUT)).isEqualTo(7);
		});
	}

	private static Flux<Integer> ask(DatabaseClient database, int number) {
		return database.sql("SELECT " + number).mapValue(Integer.class).all();
	}

	private void run(Consumer<DatabaseClient> test) {
		new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withUserConfiguration(Pool.class)
			.withPropertyValues("spring.r2dbc.url=" + this.proxy.database().r2dbcUrl(),
					"spring.r2dbc.username=" + this.proxy.database().user(),
					"spring.r2dbc.password=" + this.proxy.database().password())
			.run((context) -> test.accept(DatabaseClient.create(context.getBean(ConnectionFactory.class))));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(R2dbcAutoConfiguration.class)
	static class Pool {

	}

}
