package io.followsync.embedded.containers;

import java.util.List;

import io.followsync.embedded.Database;
import io.followsync.embedded.PostgresService;
import io.followsync.embedded.postgres.DatabaseServer;
import io.followsync.embedded.process.FreePorts;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL as a container that ends with this JVM. */
public final class PostgresInContainer extends ServiceContainer implements PostgresService {

	private final DatabaseServer server;

	public PostgresInContainer() {
		this(container());
	}

	private PostgresInContainer(PostgreSQLContainer container) {
		super(container);
		this.server = new DatabaseServer(container.getHost(),
				container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), container.getUsername(),
				container.getPassword());
	}

	private static PostgreSQLContainer container() {
		PostgreSQLContainer container = new PostgreSQLContainer("postgres:17").withUsername("postgres")
			.withDatabaseName("postgres");
		container.setPortBindings(
				List.of("127.0.0.1:%d:%d".formatted(FreePorts.next(), PostgreSQLContainer.POSTGRESQL_PORT)));
		return container;
	}

	@Override
	public Database database(String name, String template) {
		return this.server.database(name, template);
	}

	@Override
	public Database as(String role, Database database) {
		return this.server.as(role, database);
	}

	@Override
	void use() {
		database("postgres");
	}

}
