package io.followsync.embedded;

/** A PostgreSQL server at a fixed address. */
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
	Database database(String name, String template);

	/**
	 * The same database for a role that owns nothing in it, created when it does not
	 * exist.
	 */
	Database as(String role, Database database);

}
