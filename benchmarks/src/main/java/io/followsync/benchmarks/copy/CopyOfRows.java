package io.followsync.benchmarks.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
	public double seconds(List<Rows> sources) throws SQLException, IOException {
		String folder = folder();
		try {
			return copy(sources, folder);
		}
		finally {
			remove(sources, folder);
		}
	}

	private String folder() throws SQLException {
		try (Connection connection = this.database.connect();
				ResultSet row = connection.createStatement().executeQuery("SHOW data_directory")) {
			row.next();
			return row.getString(1);
		}
	}

	private double copy(List<Rows> sources, String folder) throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
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
			return (System.nanoTime() - start) / NANOS_A_SECOND;
		}
	}

	private void remove(List<Rows> sources, String folder) throws SQLException, IOException {
		for (Rows rows : sources) {
			Files.deleteIfExists(Path.of(rows.file(folder)));
			this.database.execute("DROP TABLE IF EXISTS " + rows.copy());
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
