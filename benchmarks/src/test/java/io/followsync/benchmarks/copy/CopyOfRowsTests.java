package io.followsync.benchmarks.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.followsync.benchmarks.copy.CopyOfRows.Rows;
import io.followsync.benchmarks.stack.Statements;
import io.followsync.embedded.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CopyOfRowsTests {

	@Test
	void leavesTheRowsAloneAndNothingBehind() throws SQLException {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
			Statements statements = new Statements(postgres.server(), postgres.database("copied"));
			statements.execute("CREATE TABLE numbers AS SELECT n FROM generate_series(1, 10) AS n");
			statements.execute("CREATE TABLE parted (n int) PARTITION BY HASH (n)");
			statements.execute("CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
			statements.execute("INSERT INTO parted SELECT n FROM numbers");
			String before = rows(statements);

			double seconds = new CopyOfRows(statements)
				.seconds(List.of(new Rows("numbers", "n <= 3"), Rows.of("parted")));

			assertThat(seconds).isPositive();
			assertThat(rows(statements)).isEqualTo(before);
			assertThat(text(statements,
					"SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE '%_copy'"))
				.isEqualTo("0");
		}
	}

	// With where each is stored.
	private static String rows(Statements statements) throws SQLException {
		return text(statements, """
				SELECT (SELECT string_agg(n || ':' || ctid, ' ' ORDER BY n) FROM numbers) || ' '
				  || (SELECT string_agg(n || ':' || ctid, ' ' ORDER BY n) FROM parted)""");
	}

	private static String text(Statements statements, String sql) throws SQLException {
		try (Connection connection = statements.connect();
				ResultSet row = connection.createStatement().executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

}
