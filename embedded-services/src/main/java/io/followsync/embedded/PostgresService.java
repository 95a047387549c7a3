package io.followsync.embedded;

import io.followsync.embedded.postgres.DatabaseServer;

/** A PostgreSQL server at a fixed address. */
@FunctionalInterface
public interface PostgresService extends ManagedService {

	/** The template of an empty database. */
	String EMPTY = "template1";

	/** The database of that name, created empty when it does not exist. */
	default Database database(String name) {
		return database(name, EMPTY);
	}

	/**
	 * The same, but created with everything that is in the database {@code template}, to
	 * which nobody may be connected then.
	 */
	default Database database(String name, String template) {
		return server().database(name, template);
	}

	/** The same database for a role that owns nothing in it, created if missing. */
	default Database as(String role, Database database) {
		return server().as(role, database);
	}

	/** How to reach the server as its administrator. */
	DatabaseServer server();

}
