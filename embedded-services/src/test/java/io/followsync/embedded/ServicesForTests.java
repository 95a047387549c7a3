package io.followsync.embedded;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The broker and the database server of this test JVM: started at first use, shared by
 * all its tests, ended with the JVM. {@link ServiceSource} decides where they come from.
 */
public final class ServicesForTests {

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private ServicesForTests() {
	}

	public static KafkaService kafka() {
		return Kafka.INSTANCE;
	}

	public static PostgresService postgres() {
		return Postgres.INSTANCE;
	}

	public static String kafkaBootstrapServers() {
		return kafka().bootstrapServers();
	}

	/** A new, empty database; takes tens of milliseconds once the server runs. */
	public static Database createDatabase() {
		return postgres().database(unusedName());
	}

	/**
	 * A new database with everything that is in this one, to which nobody may be
	 * connected meanwhile.
	 */
	public static Database copyOf(Database template) {
		return postgres().database(unusedName(), template.name());
	}

	/**
	 * The same database for a role that owns nothing in it, created when it does not
	 * exist.
	 */
	public static Database as(String role, Database database) {
		return postgres().as(role, database);
	}

	private static String unusedName() {
		return "test_%d_%d".formatted(ProcessHandle.current().pid(), DATABASES.incrementAndGet());
	}

	private static final class Kafka {

		static final KafkaService INSTANCE = ServiceSource.fromSettings().kafka();

	}

	private static final class Postgres {

		static final PostgresService INSTANCE = ServiceSource.fromSettings().postgres();

	}

}
