package io.followsync.gateway;

import java.util.Arrays;
import java.util.stream.Stream;

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
		// Even if the services, whose settings it may share, wait for it.
		String[] all = Stream.concat(Arrays.stream(arguments), Stream.of("--spring.flyway.enabled=true"))
			.toArray(String[]::new);
		migration.run(all).close();
	}

	// Not a component, so that the scan of a gateway does not find it.
	@ImportAutoConfiguration(FlywayAutoConfiguration.class)
	static final class Migration {

	}

}
