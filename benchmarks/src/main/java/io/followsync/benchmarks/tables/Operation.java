package io.followsync.benchmarks.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a service asks of the database all the time. Its statements are those of the
 * service's role that are like a pattern, or unlike one that begins with {@code !}. The
 * server replaces constants in their texts.
 */
enum Operation {

	/** By id and of the best job, of all sorts together; each is a statement. */
	CLAIM("followsync_worker", "%claims_in_vain + %", Phase.SUBMISSIONS),

	/** Which jobs are due, and which of them are blocked; each is a statement. */
	DUE("followsync_worker", "%dispatch_at <= %", Phase.SUBMISSIONS),

	/** All that a submission asks: whether there is room, and its insertion. */
	ADMISSION("followsync_gateway", "!%fleet_figures%", Phase.SUBMISSIONS),

	/** All that the status of an ended job asks. */
	STATUS("followsync_gateway", "!%fleet_figures%", Phase.STATUSES),

	/** Counts the fleet. */
	METRICS("followsync_gateway", "%UPDATE fleet_figures %figures = %", Phase.SUBMISSIONS);

	// Planning is time, too: a statement is planned for each execution unless it is kept.
	private static final String TIME = """
			SELECT sum(s.total_exec_time + s.total_plan_time), sum(s.calls)
			FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
			WHERE r.rolname = ? AND (s.query LIKE ltrim(?, '!')) <> (left(?, 1) = '!')""";

	private static final String SEEN = """
			SELECT coalesce(string_agg(left(regexp_replace(s.query, '\\s+', ' ', 'g'), 100), E'\\n'), 'nothing')
			FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = ?""";

	private final String role;

	private final String pattern;

	private final Phase phase;

	Operation(String role, String pattern, Phase phase) {
		this.role = role;
		this.pattern = pattern;
		this.phase = phase;
	}

	/** What is asked of the gateway while statements are counted. */
	enum Phase {

		SUBMISSIONS, STATUSES

	}

	boolean isMeasuredIn(Phase now) {
		return this.phase == now;
	}

	/**
	 * Milliseconds since the statistics were reset: of a request if whatever a service
	 * asks counts, otherwise of a statement.
	 */
	double milliseconds(Connection database, int requests) throws SQLException {
		try (PreparedStatement time = database.prepareStatement(TIME)) {
			time.setString(1, this.role);
			time.setString(2, this.pattern);
			time.setString(3, this.pattern);
			try (ResultSet rows = time.executeQuery()) {
				rows.next();
				long calls = rows.getLong(2);
				if (calls == 0) {
					throw new IllegalStateException("no statement is like %s; %s asked:%n%s".formatted(this.pattern,
							this.role, statements(database)));
				}
				return rows.getDouble(1) / (this.pattern.startsWith("!") ? requests : calls);
			}
		}
	}

	private String statements(Connection database) throws SQLException {
		try (PreparedStatement seen = database.prepareStatement(SEEN)) {
			seen.setString(1, this.role);
			try (ResultSet rows = seen.executeQuery()) {
				rows.next();
				return rows.getString(1);
			}
		}
	}

}
