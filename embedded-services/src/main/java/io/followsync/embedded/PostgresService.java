package io.followsync.embedded;

/** A PostgreSQL server at a fixed address. */
public interface PostgresService extends ManagedService {

	/** The database of that name, created empty when it does not exist. */
	Database database(String name);

}
