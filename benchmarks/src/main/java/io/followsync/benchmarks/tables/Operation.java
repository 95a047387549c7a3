package io.followsync.benchmarks.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a service asks of the database all the time, by the text of its statements.
 */
enum Operation {

	/** By id and of the best job, of all sorts together. */
	CLAIM("followsync_worker", "%RETURNING taken.was%"),

	/** Which jobs are due, and which of them are blocked. */
	DUE("followsync_worker", "%AS MATERIALIZED%ORDER BY j.dispatch_at%"),

	/** Whether there is room for a submission, and its insertion. */
	ADMISSION("followsync_gateway", "%INSERT INTO jobs%|%ORDER BY claimed_user_id%"),

	STATUS("followsync_gateway", "%a.fetched AS a_fetched%"),

	METRICS("followsync_gateway", "UPDATE fleet_figures f SET figures%");

	private static final String MEAN = """
			SELECT sum(s.total_exec_time) / sum(s.calls), sum(s.calls) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
			WHERE r.rolname = ? AND s.query LIKE ANY (string_to_array(?, '|'))""";

	private final String role;

	private final String patterns;

	Operation(String role, String patterns) {
		this.role = role;
		this.patterns = patterns;
	}

	/** Milliseconds of a statement, on average since the statistics were reset. */
	double milliseconds(Connection database) throws SQLException {
		try (PreparedStatement mean = database.prepareStatement(MEAN)) {
			mean.setString(1, this.role);
			mean.setString(2, this.patterns);
			try (ResultSet rows = mean.executeQuery()) {
				rows.next();
				if (rows.getLong(2) == 0) {
					throw new IllegalStateException("no statement like " + this.patterns + " was seen");
				}
				return rows.getDouble(1);
			}
		}
	}

}
