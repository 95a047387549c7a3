package io.followsync.embedded;

import io.followsync.embedded.postgres.DatabaseServer;

final class GivenPostgres extends ExternalService implements PostgresService {

	private final DatabaseServer server;

	GivenPostgres(DatabaseServer server) {
		this.server = server;
	}

	@Override
	public Database database(String name, String template) {
		return this.server.database(name, template);
	}

	@Override
	public Database as(String role, Database database) {
		return this.server.as(role, database);
	}

}
