package io.followsync.benchmarks.stack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;

import io.followsync.benchmarks.process.Await;

/**
 * Jobs (syncs are jobs, too) that all completed, with times by the database's clock,
 * which is this machine's.
 *
 * @param pages that they stored
 * @param accepted when the first was
 * @param ended when the last was
 */
public record CompletedJobs(int pages, Instant accepted, Instant ended) {

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private static final Duration BOUND = Duration.ofMinutes(8);

	private static final double MILLIS_A_SECOND = 1000;

	private static final String ENDED = """
			SELECT count(*) FILTER (WHERE ended_at IS NOT NULL), count(*) FILTER (WHERE state = 'COMPLETED'),
			  min(created_at), max(ended_at) FROM jobs WHERE\s""";

	private static final String PAGES = """
			SELECT count(*) FROM sync_pages WHERE job_id IN (SELECT id FROM jobs WHERE %s)""";

	/**
	 * Waits for the end of jobs with these ids. Asks the database a few times a second,
	 * and no service, so that the wait costs next to nothing.
	 * @throws IllegalStateException if one of them did not complete
	 */
	public static CompletedJobs await(AdminDatabase database, Collection<String> ids) throws SQLException {
		return await(database, "id = ANY (?::uuid[])", "{%s}".formatted(String.join(",", ids)), ids.size());
	}

	/** The same for so many jobs that were accepted since a time of the database. */
	public static CompletedJobs awaitSince(AdminDatabase database, Instant accepted, int jobs) throws SQLException {
		return await(database, "created_at >= ?::timestamptz", accepted.toString(), jobs);
	}

	private static CompletedJobs await(AdminDatabase database, String condition, String value, int jobs)
			throws SQLException {
		try (Connection connection = database.connect();
				PreparedStatement ended = connection.prepareStatement(ENDED + condition);
				PreparedStatement pages = connection.prepareStatement(PAGES.formatted(condition))) {
			ended.setString(1, value);
			pages.setString(1, value);
			Await.until("the end of " + jobs + " jobs", BOUND, INTERVAL, () -> number(ended, 1) == jobs);
			if (number(ended, 2) != jobs) {
				throw new IllegalStateException(
						"%d of %d jobs did not complete".formatted(jobs - number(ended, 2), jobs));
			}
			return new CompletedJobs(number(pages, 1), time(ended, 3), time(ended, 4));
		}
	}

	/** From the acceptance of the first to the end of the last. */
	public double seconds() {
		return secondsSince(this.accepted);
	}

	/** From then to the end of the last. */
	public double secondsSince(Instant start) {
		return Duration.between(start, this.ended).toMillis() / MILLIS_A_SECOND;
	}

	private static int number(PreparedStatement query, int column) throws SQLException {
		try (ResultSet row = query.executeQuery()) {
			row.next();
			return row.getInt(column);
		}
	}

	private static Instant time(PreparedStatement query, int column) throws SQLException {
		try (ResultSet row = query.executeQuery()) {
			row.next();
			return row.getObject(column, OffsetDateTime.class).toInstant();
		}
	}

}
