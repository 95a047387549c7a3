package io.followsync.runtime.database;

import java.time.Duration;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Option;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * Lets connections to a database that vanished be noticed without a query, and a service
 * that does not migrate the schema wait for its migration.
 */
@AutoConfiguration(before = R2dbcAutoConfiguration.class)
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
	SchemaWait schemaWait(ConnectionFactory connections, ResourcePatternResolver resources,
			SchemaProperties properties) {
		return new SchemaWait(connections, resources, properties.patience());
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

}
