package io.followsync.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ValidationDepth;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * A database with 100,000 live jobs and more ended ones, and how much of them a query
 * reads. Made once for all tests, which must change nothing.
 */
public final class ManyJobs {

	/** 1,000,000 with {@code -Pfull}; the bounds are the same. */
	public static final int ENDED = Integer.getInteger("tests.ended-jobs", 300_000);

	/** So that the plans that PostgreSQL keeps for prepared statements are used, too. */
	private static final int REPETITIONS = 12;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Database FILLED = filled();

	private static @Nullable ManyJobs instance;

	private final Connection connection;

	private final DatabaseClient database;

	private ManyJobs(Database database) {
		ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(database.r2dbcUrl())
			.mutate()
			.option(ConnectionFactoryOptions.USER, database.user())
			.option(ConnectionFactoryOptions.PASSWORD, database.password())
			.build();
		this.connection = Mono.from(ConnectionFactories.get(options).create()).block(TIMEOUT);
		// Only the connection itself knows at once what it has read.
		this.database = DatabaseClient
			.create(new SingleConnectionFactory(this.connection, ConnectionFactories.get(options).getMetadata(), true));
	}

	public static synchronized ManyJobs shared() {
		// Other tests restart the server, which closes the connection.
		if (instance == null || !Mono.from(instance.connection.validate(ValidationDepth.LOCAL)).block(TIMEOUT)) {
			instance = new ManyJobs(FILLED);
		}
		return instance;
	}

	/** Over one connection. */
	public DatabaseClient database() {
		return this.database;
	}

	/** Entries of indexes and rows of {@code jobs} that the work reads, on average. */
	public long readBy(Mono<?> work) {
		long before = read();
		for (int repetition = 0; repetition < REPETITIONS; repetition++) {
			work.block(TIMEOUT);
		}
		return (read() - before) / REPETITIONS;
	}

	private long read() {
		this.database.sql("SELECT pg_stat_force_next_flush()").fetch().all().blockLast(TIMEOUT);
		Map<String, Object> row = this.database.sql("""
				SELECT ((SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'jobs')
				  + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'jobs'))::bigint AS n""")
			.fetch()
			.one()
			.block(TIMEOUT);
		return (long) row.get("n");
	}

	private static Database filled() {
		Database database = ServicesForTests.createDatabase();
		Flyway.configure().dataSource(database.jdbcUrl(), database.user(), database.password()).load().migrate();
		try (java.sql.Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(),
				database.password()); Statement statement = connection.createStatement()) {
			statement.execute("SET tests.ended_jobs = " + ENDED);
			statement.execute(Files.readString(Path.of("..", "shared-model", "src", "test", "sql", "many-jobs.sql")));
			// As autovacuum does in time: an index tells by itself only what it knows to
			// be visible to all.
			statement.execute("VACUUM ANALYZE jobs");
			return database;
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The jobs could not be made", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
