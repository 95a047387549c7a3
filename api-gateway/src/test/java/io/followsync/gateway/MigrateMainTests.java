package io.followsync.gateway;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import io.r2dbc.spi.ConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The owner migrates, and a service that owns nothing waits for that. */
class MigrateMainTests {

	private final Database owner = ServicesForTests.createDatabase();

	private final Database service = ServicesForTests.as("followsync_gateway", this.owner);

	@Test
	void startsAServiceOnceTheOwnerHasMigrated() {
		CompletableFuture<Void> migrated = CompletableFuture.runAsync(this::migrate);

		service("1m").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(DatabaseClient.create(context.getBean(ConnectionFactory.class))
				.sql("SELECT count(*) FROM jobs")
				.mapValue(Long.class)
				.one()
				.block(Duration.ofSeconds(30))).isZero();
		});

		assertThat(migrated).succeedsWithin(Duration.ofMinutes(1));
	}

	@Test
	void namesPendingMigrationsAfterTheTimeout() {
		service("5s").run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.hasMessageMatching("(?s)The schema was not ready within PT5S: \\d+ migrations are pending"));
	}

	@Test
	void namesAnUnreachableDatabaseWithoutItsUrl() {
		service("5s").withPropertyValues("spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:1/none")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("Connection refused: /127.0.0.1:1")
				.hasMessageNotContaining("r2dbc:"));
	}

	private ApplicationContextRunner service(String patience) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class, schema()))
			.withPropertyValues("followsync.schema.migrate=false", "followsync.schema.patience=" + patience,
					"spring.r2dbc.url=" + this.service.r2dbcUrl(), "spring.r2dbc.username=" + this.service.user(),
					"spring.r2dbc.password=" + this.service.password());
	}

	// The service's own classes do not see it.
	private static Class<?> schema() {
		try {
			return Class.forName("io.followsync.runtime.database.DatabaseAutoConfiguration");
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void migrate() {
		MigrateMain.main(new String[] { "--spring.flyway.url=" + this.owner.jdbcUrl(),
				"--spring.flyway.user=" + this.owner.user(), "--spring.flyway.password=" + this.owner.password(),
				"--followsync.schema.migrate=false", "--logging.structured.format.console=" });
	}

}
