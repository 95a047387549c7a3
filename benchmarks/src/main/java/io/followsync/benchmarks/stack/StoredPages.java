package io.followsync.benchmarks.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How far apart the pages of a job were stored, by the database's clock.
 *
 * @param medianMillis between two pages of a list
 * @param p99Millis between two pages of a list
 */
public record StoredPages(double medianMillis, double p99Millis) {

	/** Of a job that has ended. */
	public static StoredPages of(AdminDatabase database, String job) throws SQLException {
		try (Connection connection = database.connect();
				var query = connection.prepareStatement(
						"""
								SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY gap), percentile_cont(0.99) WITHIN GROUP (ORDER BY gap)
								FROM (SELECT extract(epoch FROM stored_at - lag(stored_at) OVER (PARTITION BY list ORDER BY page)) * 1000 AS gap
								      FROM sync_pages WHERE job_id = ?::uuid) AS stored""")) {
			query.setString(1, job);
			try (ResultSet row = query.executeQuery()) {
				row.next();
				return new StoredPages(row.getDouble(1), row.getDouble(2));
			}
		}
	}

}
