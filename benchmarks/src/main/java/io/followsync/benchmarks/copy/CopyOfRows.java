package io.followsync.benchmarks.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.stack.AdminDatabase;

/**
 * COPY of rows that syncs left, from binary files of the server into empty tables with
 * the same columns, indexes and checks, in one transaction of one connection (so one
 * processor does it). The new tables have no foreign keys and no partitions. The rows
 * themselves stay untouched, so that a sync that follows finds them as it left them.
 */
public record CopyOfRows(AdminDatabase database) {

	private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

	/** Seconds that the transaction takes, with its commit. */
	public double seconds(List<Rows> sources) throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			String folder = text(statement, "SHOW data_directory");
			for (Rows rows : sources) {
				statement.execute("DROP TABLE IF EXISTS " + rows.copy());
				statement.execute("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(rows.copy(), rows.table()));
				statement.execute("COPY (SELECT * FROM %s WHERE %s) TO '%s' WITH BINARY".formatted(rows.table(),
						rows.condition(), rows.file(folder)));
			}
			connection.setAutoCommit(false);
			long start = System.nanoTime();
			for (Rows rows : sources) {
				statement.execute("COPY %s FROM '%s' WITH BINARY".formatted(rows.copy(), rows.file(folder)));
			}
			connection.commit();
			double seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
			connection.setAutoCommit(true);
			for (Rows rows : sources) {
				statement.execute("DROP TABLE " + rows.copy());
			}
			return seconds;
		}
	}

	private static String text(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

	/**
	 * The rows of a table that are copied.
	 *
	 * @param condition in SQL
	 */
	public record Rows(String table, String condition) {

		public static Rows of(String table) {
			return new Rows(table, "true");
		}

		private String copy() {
			return this.table + "_copy";
		}

		private String file(String folder) {
			return "%s/%s.copy".formatted(folder, this.table);
		}

	}

}
