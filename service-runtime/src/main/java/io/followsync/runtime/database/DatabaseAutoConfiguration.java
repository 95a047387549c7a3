package io.followsync.runtime.database;

import io.r2dbc.spi.Option;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Lets connections to a database that vanished be noticed without asking it. */
@AutoConfiguration(before = R2dbcAutoConfiguration.class)
class DatabaseAutoConfiguration {

	// As the driver for PostgreSQL names it.
	private static final Option<LoopResources> LOOP_RESOURCES = Option.valueOf("loopResources");

	@Bean
	ConnectionFactoryOptionsBuilderCustomizer databaseSockets() {
		return (options) -> options.option(LOOP_RESOURCES, new DatabaseSockets());
	}

}
