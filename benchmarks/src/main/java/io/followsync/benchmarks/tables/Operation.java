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
	CLAIM("a claim (calls that find nothing included)", "followsync_worker", "%claims_in_vain + %", Phase.SUBMISSIONS),

	/** Which jobs are due, and which of them are blocked; each is a statement. */
	DUE("a look for due work (calls that find nothing included)", "followsync_worker", "%dispatch_at <= %",
			Phase.SUBMISSIONS),

	/** All that a submission asks: whether there is room, and its insertion. */
	ADMISSION("a submission", "followsync_gateway", "!%fleet_figures%", Phase.SUBMISSIONS),

	/** All that the status of an ended job asks. */
	STATUS("an ended job's status", "followsync_gateway", "!%fleet_figures%", Phase.STATUSES),

	/** Counts the fleet. */
	METRICS("the fleet's figures", "followsync_gateway", "%UPDATE fleet_figures %figures = %", Phase.SUBMISSIONS);

	// Planning is time, too: a statement is planned for each execution unless it is kept.
	private static final String COUNTED = """
			SELECT sum(s.total_exec_time + s.total_plan_time), sum(s.calls), sum(s.rows), min(s.min_exec_time), max(s.max_exec_time)
			FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
			WHERE r.rolname = ? AND (s.query LIKE ltrim(?, '!')) <> (left(?, 1) = '!')""";

	private static final String SEEN = """
			SELECT coalesce(string_agg(left(regexp_replace(s.query, '\\s+', ' ', 'g'), 100), E'\\n'), 'nothing')
			FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = ?""";

	private final String text;

	private final String role;

	private final String pattern;

	private final Phase phase;

	Operation(String text, String role, String pattern, Phase phase) {
		this.text = text;
		this.role = role;
		this.pattern = pattern;
		this.phase = phase;
	}

	/** What is asked of the gateway while statements are counted. */
	enum Phase {

		SUBMISSIONS, STATUSES

	}

	/** What it is, for a row of the report. */
	String text() {
		return this.text;
	}

	boolean isMeasuredIn(Phase now) {
		return this.phase == now;
	}

	/**
	 * Whether it counts all that a service asks, which is then of a request; otherwise
	 * each statement counts.
	 */
	boolean isWholeRequest() {
		return this.pattern.startsWith("!");
	}

	/** What the server counted since its statistics were reset; it must be something. */
	Counted read(Connection database) throws SQLException {
		Counted counted = readIfAny(database);
		if (counted.calls() == 0) {
			throw new IllegalStateException(
					"no statement is like %s; %s asked:%n%s".formatted(this.pattern, this.role, statements(database)));
		}
		return counted;
	}

	/** The same, or nothing. */
	Counted readIfAny(Connection database) throws SQLException {
		try (PreparedStatement query = database.prepareStatement(COUNTED)) {
			query.setString(1, this.role);
			query.setString(2, this.pattern);
			query.setString(3, this.pattern);
			try (ResultSet row = query.executeQuery()) {
				row.next();
				return new Counted(row.getDouble(1), row.getLong(2), row.getLong(3), row.getDouble(4),
						row.getDouble(5));
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

	/**
	 * Statements, also those that found nothing.
	 *
	 * @param milliseconds of all, with planning
	 * @param rows that they returned or changed
	 * @param fastest milliseconds of the execution of one
	 * @param slowest milliseconds of the execution of one
	 */
	record Counted(double milliseconds, long calls, long rows, double fastest, double slowest) {
	}

}
