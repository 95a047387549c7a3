package io.followsync.benchmarks.stack;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import io.followsync.embedded.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CompletedJobsTests {

	private static final String ONE = "00000000-0000-0000-0000-000000000001";

	private static final String TWO = "00000000-0000-0000-0000-000000000002";

	private EmbeddedPostgres postgres;

	private AdminDatabase database;

	@BeforeEach
	void start() throws SQLException {
		this.postgres = EmbeddedPostgres.temporary();
		this.database = new AdminDatabase(this.postgres.server(), this.postgres.database("ended"));
		this.database.execute("""
				CREATE TABLE jobs (id uuid, state text, created_at timestamptz, ended_at timestamptz);
				CREATE TABLE sync_pages (job_id uuid);
				INSERT INTO jobs VALUES ('%1$s', 'COMPLETED', '2026-11-01T10:00:00Z', '2026-11-01T10:00:01.5Z');
				INSERT INTO sync_pages VALUES ('%1$s'), ('%1$s'), ('%2$s')""".formatted(ONE, TWO));
	}

	@AfterEach
	void stop() {
		this.postgres.close();
	}

	@Test
	void countsFromTheFirstAcceptanceToTheLastEnd() throws SQLException {
		add("COMPLETED");

		CompletedJobs completed = CompletedJobs.await(this.database, List.of(ONE, TWO));

		assertThat(completed.pages()).isEqualTo(3);
		assertThat(completed.seconds()).isEqualTo(4);
		assertThat(completed.secondsSince(Instant.parse("2026-11-01T10:00:03Z"))).isEqualTo(1);
	}

	@Test
	void leavesOutJobsThatWereAcceptedBefore() throws SQLException {
		add("COMPLETED");

		CompletedJobs completed = CompletedJobs.awaitSince(this.database, Instant.parse("2026-11-01T10:00:00.5Z"), 1);

		assertThat(completed.pages()).isEqualTo(1);
		assertThat(completed.seconds()).isEqualTo(3);
	}

	@Test
	void refusesAJobThatFailed() throws SQLException {
		add("FAILED");

		assertThatIllegalStateException().isThrownBy(() -> CompletedJobs.await(this.database, List.of(ONE, TWO)))
			.withMessage("1 of 2 jobs did not complete");
	}

	private void add(String state) throws SQLException {
		this.database.execute("INSERT INTO jobs VALUES ('%s', '%s', '2026-11-01T10:00:01Z', '2026-11-01T10:00:04Z')"
			.formatted(TWO, state));
	}

}
