package io.followsync.worker.budget.r2dbc;

import java.time.Duration;

import io.followsync.worker.WorkerDatabase;

/** The deciding clock of a test's own database, which stays where it is set. */
final class SettableTime {

	private final WorkerDatabase database;

	SettableTime(WorkerDatabase database) {
		this.database = database;
		database.execute("CREATE TABLE told_time AS SELECT '2026-01-01T00:00:00Z'::timestamptz AS at");
		database.execute("""
				CREATE OR REPLACE FUNCTION deciding_time() RETURNS timestamptz
				LANGUAGE sql STABLE AS 'SELECT at FROM told_time'""");
	}

	void set(Duration sinceStart) {
		this.database.execute("UPDATE told_time SET at = '2026-01-01T00:00:00Z'::timestamptz + %d * interval '1 ms'"
			.formatted(sinceStart.toMillis()));
	}

}
