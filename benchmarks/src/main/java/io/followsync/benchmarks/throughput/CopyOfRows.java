package io.followsync.benchmarks.throughput;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.followsync.benchmarks.stack.Statements;

/**
 * COPY of what syncs leave, into the tables that they leave it in, with all their indexes
 * and constraints: the pages, the relationships, and the profiles of the members. The
 * server reads the rows from files.
 */
record CopyOfRows(Statements statements) {

	private static final List<String> TABLES = List.of("members", "relationships", "sync_pages");

	/** Empties the tables, and fills them again in one transaction. */
	Measured refill() throws SQLException {
		try (Connection connection = this.statements.connect(); Statement statement = connection.createStatement()) {
			String folder = text(statement, "SHOW data_directory");
			for (String table : TABLES) {
				statement.execute("COPY (SELECT * FROM %1$s) TO '%2$s/bench-%1$s.copy'".formatted(table, folder));
			}
			long relationships = Long.parseLong(text(statement, "SELECT count(*) FROM relationships"));
			empty();
			connection.setAutoCommit(false);
			long start = System.nanoTime();
			for (String table : TABLES) {
				statement.execute("COPY %1$s FROM '%2$s/bench-%1$s.copy'".formatted(table, folder));
			}
			connection.commit();
			return new Measured(relationships, (System.nanoTime() - start) / 1e9);
		}
	}

	/** Leaves nothing of any sync. */
	void empty() throws SQLException {
		this.statements.execute("TRUNCATE %s CASCADE".formatted(String.join(", ", TABLES)));
	}

	private static String text(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

	/**
	 * What was copied.
	 *
	 * @param relationships of all lists: the members that syncs read
	 * @param seconds for these rows and those of the other tables
	 */
	record Measured(long relationships, double seconds) {

		double membersASecond() {
			return this.relationships / this.seconds;
		}

	}

}
