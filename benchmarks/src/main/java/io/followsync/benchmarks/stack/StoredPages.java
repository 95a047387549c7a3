package io.followsync.benchmarks.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * When the pages of a job were stored, by the database's clock.
 *
 * @param pages how many there are
 * @param medianMillis between two pages of a list
 * @param seconds from the job's acceptance to its end
 */
public record StoredPages(int pages, double medianMillis, double seconds) {

	/** Of a job that has ended. */
	public static StoredPages of(Statements statements, String job) throws SQLException {
		try (Connection connection = statements.connect(); var query = connection.prepareStatement("""
				SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM gap) * 1000),
				  (SELECT extract(epoch FROM ended_at - created_at) FROM jobs WHERE id = ?::uuid)
				FROM (SELECT stored_at - lag(stored_at) OVER (PARTITION BY list ORDER BY page) AS gap
				      FROM sync_pages WHERE job_id = ?::uuid) AS stored""")) {
			query.setString(1, job);
			query.setString(2, job);
			try (ResultSet row = query.executeQuery()) {
				row.next();
				return new StoredPages(row.getInt(1), row.getDouble(2), row.getDouble(3));
			}
		}
	}

}
