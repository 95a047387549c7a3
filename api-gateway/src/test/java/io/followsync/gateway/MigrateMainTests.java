package io.followsync.gateway;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

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
			assertThat(context.getBean(Flyway.class).info().pending()).isEmpty();
		});

		assertThat(migrated).succeedsWithin(Duration.ofMinutes(1));
	}

	@Test
	void namesPendingMigrationsAfterTheTimeout() {
		service("500ms").run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.hasMessageMatching("(?s)The schema was not ready within PT0.5S: \\d+ migrations are pending"));
	}

	@Test
	void namesAnUnreachableDatabaseWithoutItsUrl() {
		service("500ms").withPropertyValues("spring.flyway.url=jdbc:postgresql://127.0.0.1:1/none")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("PSQLException: 08001 Connection to 127.0.0.1:1 refused")
				.hasMessageNotContaining("jdbc:"));
	}

	private ApplicationContextRunner service(String patience) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class, schema()))
			.withPropertyValues("followsync.schema.migrate=false", "followsync.schema.patience=" + patience,
					"spring.flyway.url=" + this.service.jdbcUrl(), "spring.flyway.user=" + this.service.user(),
					"spring.flyway.password=" + this.service.password());
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
