package io.followsync.benchmarks.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a service asks of the database all the time. Its statements are those of the
 * service's role that are like a pattern. A pattern that begins with {@code !} is a
 * regular expression, and selects all other statements. The server replaces constants in
 * their texts.
 */
enum Operation {

	/** By id and of the best job, of all sorts together; each is a statement. */
	CLAIM("a claim (calls that find nothing included)", "followsync_worker", "%claims_in_vain + %", Phase.SUBMISSIONS),

	/** Whether any job is due: all that an idle worker asks. */
	POLL("a poll for due work", "followsync_worker", "SELECT EXISTS%dispatch_at <= %", Phase.SUBMISSIONS),

	/** Parks jobs whose lane is busy. */
	PARK("parking blocked jobs (calls that find nothing included)", "followsync_worker",
			"%wait_reason = CASE WHEN taken.until%", Phase.SUBMISSIONS),

	/** Dispatches the jobs that are due. */
	DUE("dispatching due jobs (calls that find nothing included)", "followsync_worker",
			"%UPDATE jobs SET dispatch_at = %", Phase.SUBMISSIONS),

	/** All that a submission asks: whether there is room, and its insertion. */
	ADMISSION("a submission", "followsync_gateway", Operation.NO_METRICS, Phase.SUBMISSIONS),

	/** All that the status of an ended job asks. */
	STATUS("an ended job's status", "followsync_gateway", Operation.NO_METRICS, Phase.STATUSES),

	/** Counts the fleet. */
	METRICS("the fleet's figures", "followsync_gateway", "%UPDATE fleet_figures %figures = %", Phase.SUBMISSIONS);

	private static final String NO_METRICS = "!UPDATE fleet_figures|figures::text AS figures";

	// Planning is time, too: a statement is planned for each execution unless it is kept.
	private static final String COUNTED = """
			SELECT sum(s.total_exec_time + s.total_plan_time), sum(s.calls), sum(s.rows), min(s.min_exec_time), max(s.max_exec_time)
			FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
			WHERE r.rolname = ? AND CASE WHEN left(?, 1) = '!' THEN s.query !~ substr(?, 2) ELSE s.query LIKE ? END""";

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

	String pattern() {
		return this.pattern;
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

	/** What the server counted since its statistics were reset; maybe nothing. */
	Counted read(Connection database) throws SQLException {
		try (PreparedStatement query = database.prepareStatement(COUNTED)) {
			query.setString(1, this.role);
			query.setString(2, this.pattern);
			query.setString(3, this.pattern);
			query.setString(4, this.pattern);
			try (ResultSet row = query.executeQuery()) {
				row.next();
				return new Counted(row.getDouble(1), row.getLong(2), row.getLong(3), row.getDouble(4),
						row.getDouble(5));
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
