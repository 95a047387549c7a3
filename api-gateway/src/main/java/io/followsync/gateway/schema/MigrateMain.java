package io.followsync.gateway.schema;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;

/**
 * Migrates the schema and ends. It is configured as a gateway is, and alone has the login
 * of the schema's owner.
 */
public final class MigrateMain {

	private MigrateMain() {
	}

	public static void main(String[] arguments) {
		SpringApplication migration = new SpringApplication(Migration.class);
		migration.setWebApplicationType(WebApplicationType.NONE);
		migration.run(arguments).close();
	}

	// Found by nobody's scan: a gateway has its own way to the schema.
	@ImportAutoConfiguration(FlywayAutoConfiguration.class)
	static final class Migration {

	}

}
