package io.followsync.worker.run.r2dbc;

import java.io.PrintWriter;
import java.io.StringWriter;

import io.followsync.runtime.logging.Failures;
import io.followsync.runtime.logging.Failures.Redacted;
import io.followsync.worker.WorkerDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** What a real server and driver say is logged without the values of its rows. */
class DatabaseFailuresTests {

	private static final String SECRET = "s3cr3t";

	private static WorkerDatabase database;

	@BeforeAll
	static void prepare() {
		database = new WorkerDatabase();
		database.execute(
				"CREATE TABLE vessel (name text PRIMARY KEY, size int NOT NULL CHECK (size > 0), short varchar(3))");
		database.execute("INSERT INTO vessel VALUES ('" + SECRET + "', 1)");
	}

	@AfterAll
	static void end() {
		database.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			INSERT INTO vessel VALUES (:secret, 1)              | 23505 | vessel_pkey
			INSERT INTO vessel VALUES (concat(:secret, 2), 0)       | 23514 | vessel_size_check
			INSERT INTO vessel VALUES (concat(:secret, 3), NULL)    | 23502 | size
			INSERT INTO vessel VALUES (concat(:secret, 4), 1, :secret) | 22001 | too long
			SELECT CAST(:secret AS text)::uuid                  | 22P02 | uuid
			SELECT (:secret)::jsonb                             | 22P02 | json
			SELECT 1 FROM vessel WHERE s3cr3t s3cr3t            | 42601 | syntax error
			SELECT missing FROM vessel WHERE name = :secret     | 42703 | missing
			SELECT 1 FROM absent WHERE name = :secret           | 42P01 | absent
			""")
	void namesStateAndCauseWithoutValues(String sql, String state, String named) {
		Mono<Void> failing = sql.contains(":secret") ? database.client().sql(sql).bind("secret", SECRET).then()
				: database.client().sql(sql).then();

		Throwable failure = failing.then(Mono.<Throwable>empty()).onErrorResume(Mono::just).block();

		assertThat(failure).isNotNull();
		assertThat(Failures.describe(failure)).contains(state, named).doesNotContain(SECRET);
		assertThat(Redacted.of(failure)).hasStackTraceContaining(state);
		assertThat(stackTrace(Redacted.of(failure))).doesNotContain(SECRET);
	}

	private static String stackTrace(Throwable failure) {
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		return trace.toString();
	}

}
