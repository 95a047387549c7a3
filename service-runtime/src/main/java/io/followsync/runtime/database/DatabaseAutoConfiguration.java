package io.followsync.runtime.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import io.followsync.runtime.logging.Failures;
import io.r2dbc.spi.Option;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Lets connections to a database that vanished be noticed without a query, and a service
 * that does not migrate the schema wait for its migration.
 */
@AutoConfiguration(before = { R2dbcAutoConfiguration.class, FlywayAutoConfiguration.class })
@EnableConfigurationProperties(DatabaseAutoConfiguration.SchemaProperties.class)
class DatabaseAutoConfiguration {

	// As the driver for PostgreSQL names it.
	private static final Option<LoopResources> LOOP_RESOURCES = Option.valueOf("loopResources");

	@Bean
	ConnectionFactoryOptionsBuilderCustomizer databaseSockets() {
		return (options) -> options.option(LOOP_RESOURCES, new DatabaseSockets());
	}

	@Bean
	@ConditionalOnProperty(name = "followsync.schema.migrate", havingValue = "false")
	FlywayMigrationStrategy migrationWait(SchemaProperties properties) {
		return new MigrationWait(properties.patience());
	}

	/**
	 * Who migrates the schema.
	 *
	 * @param migrate whether this service migrates the schema at its start, for which it
	 * needs the login of the owner; otherwise it waits until another has
	 * @param patience how long it waits at its start for another to migrate, before it
	 * fails
	 */
	@ConfigurationProperties("followsync.schema")
	record SchemaProperties(@DefaultValue("true") boolean migrate, @DefaultValue("10m") Duration patience) {
	}

	/**
	 * Waits at the start until the owner of the schema has migrated it to this release
	 * and has granted this service its rights.
	 */
	record MigrationWait(Duration timeout) implements FlywayMigrationStrategy {

		private static final Logger log = LoggerFactory.getLogger(MigrationWait.class);

		private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

		private static final String RIGHTS = "SELECT has_any_column_privilege('jobs', 'SELECT')";

		/**
		 * @throws IllegalStateException with the last reason after the timeout
		 */
		@Override
		public void migrate(Flyway flyway) {
			long end = System.nanoTime() + this.timeout.toNanos();
			String logged = "";
			for (String missing = missing(flyway); !missing.isEmpty(); missing = missing(flyway)) {
				if (System.nanoTime() > end) {
					throw new IllegalStateException(
							"The schema was not ready within %s: %s".formatted(this.timeout, missing));
				}
				if (!missing.equals(logged)) {
					log.atInfo()
						.addKeyValue("reason", missing)
						.log("schema not ready, waiting for its owner to migrate it");
					logged = missing;
				}
				LockSupport.parkNanos(POLL_INTERVAL.toNanos());
			}
		}

		private static String missing(Flyway flyway) {
			try {
				int pending = flyway.info().pending().length;
				if (pending > 0) {
					return pending + " migrations are pending";
				}
				DataSource database = flyway.getConfiguration().getDataSource();
				try (Connection connection = database.getConnection();
						Statement statement = connection.createStatement();
						ResultSet answer = statement.executeQuery(RIGHTS)) {
					return (answer.next() && answer.getBoolean(1)) ? "" : "this service has no rights yet";
				}
			}
			catch (FlywayException | SQLException ex) {
				return Failures.describe(ex);
			}
		}

	}

}
