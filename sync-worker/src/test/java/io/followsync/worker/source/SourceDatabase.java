package io.followsync.worker.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import io.followsync.job.JobId;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.core.DatabaseClient;

/** A migrated database of its own, with the jobs that a source is asked for. */
public final class SourceDatabase {

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private static final String JOB = """
			INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed)
			VALUES (:id, 'ANALYSIS', :source, 'QUEUED', :lane, :hash, :hash)
			""";

	private final DatabaseClient client;

	private SourceDatabase(DatabaseClient client) {
		this.client = client;
	}

	public static SourceDatabase create() {
		Database database = ServicesForTests.createDatabase();
		Flyway.configure().dataSource(database.jdbcUrl(), database.user(), database.password()).load().migrate();
		ConnectionFactory connections = ConnectionFactories.get(ConnectionFactoryOptions.parse(database.r2dbcUrl())
			.mutate()
			.option(ConnectionFactoryOptions.USER, database.user())
			.option(ConnectionFactoryOptions.PASSWORD, database.password())
			.build());
		return new SourceDatabase(DatabaseClient.create(connections));
	}

	public DatabaseClient client() {
		return this.client;
	}

	public JobId job(String source) {
		JobId job = JobId.next();
		run(this.client.sql(JOB)
			.bind("id", job.value())
			.bind("source", source)
			.bind("lane", "lane of " + job)
			.bind("hash", job.toString().getBytes(StandardCharsets.US_ASCII)));
		return job;
	}

	public void run(DatabaseClient.GenericExecuteSpec statement) {
		statement.then().block(LONGEST);
	}

}
