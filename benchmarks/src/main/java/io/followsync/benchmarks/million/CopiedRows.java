package io.followsync.benchmarks.million;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The limit: COPY of the rows that a first sync stores, from a file of the server into
 * tables with the same indexes.
 */
record CopiedRows(Connection database, long account) {

	private static final String COPY = "%s_copy";

	/** Seconds that it takes to copy relationships and profiles. */
	double seconds() throws SQLException {
		try (Statement statement = this.database.createStatement()) {
			String partition = value(statement,
					"SELECT tableoid::regclass FROM relationships WHERE account_id = %d LIMIT 1"
						.formatted(this.account));
			String folder = value(statement, "SELECT current_setting('data_directory')");
			double seconds = 0;
			for (String table : List.of(partition, "members")) {
				String file = folder + "/" + COPY.formatted(table);
				String copy = COPY.formatted(table);
				statement.execute("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(copy, table));
				statement.execute("COPY (SELECT * FROM %s%s) TO '%s' WITH BINARY".formatted(table,
						table.equals(partition) ? " WHERE account_id = " + this.account : "", file));
				long began = System.nanoTime();
				statement.execute("COPY %s FROM '%s' WITH BINARY".formatted(copy, file));
				seconds += (System.nanoTime() - began) / 1e9;
				statement.execute("DROP TABLE " + copy);
			}
			return seconds;
		}
	}

	private static String value(Statement statement, String sql) throws SQLException {
		try (ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

}
