package io.followsync.benchmarks.copy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.followsync.benchmarks.copy.CopyOfRows.Rows;
import io.followsync.benchmarks.stack.AdminDatabase;
import io.followsync.embedded.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CopyOfRowsTests {

	@Test
	void leavesTheRowsAloneAndNothingBehind() throws SQLException, IOException {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
			AdminDatabase database = new AdminDatabase(postgres.server(), postgres.database("copied"));
			database.execute("CREATE TABLE numbers AS SELECT n FROM generate_series(1, 10) AS n");
			database.execute("CREATE TABLE parted (n int) PARTITION BY HASH (n)");
			database.execute("CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
			database.execute("INSERT INTO parted SELECT n FROM numbers");
			String before = rows(database);

			double seconds = new CopyOfRows(database)
				.seconds(List.of(new Rows("numbers", "n <= 3"), Rows.of("parted")));

			assertThat(seconds).isPositive();
			assertThat(rows(database)).isEqualTo(before);
			assertThat(text(database,
					"SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE '%_copy'"))
				.isEqualTo("0");
			assertThat(Path.of(text(database, "SHOW data_directory"))).isDirectoryNotContaining("glob:**.copy");
		}
	}

	@Test
	void leavesNothingBehindWhenItFails() throws SQLException {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
			AdminDatabase database = new AdminDatabase(postgres.server(), postgres.database("copied"));
			database.execute("CREATE TABLE numbers AS SELECT n FROM generate_series(1, 10) AS n");

			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> new CopyOfRows(database)
				.seconds(List.of(Rows.of("numbers"), Rows.of("numbers_that_are_missing"))));

			assertThat(text(database, "SELECT to_regclass('numbers_copy') IS NULL")).isEqualTo("t");
			assertThat(Path.of(text(database, "SHOW data_directory"))).isDirectoryNotContaining("glob:**.copy");
		}
	}

	// With where each is stored.
	private static String rows(AdminDatabase database) throws SQLException {
		return text(database, """
				SELECT (SELECT string_agg(n || ':' || ctid, ' ' ORDER BY n) FROM numbers) || ' '
				  || (SELECT string_agg(n || ':' || ctid, ' ' ORDER BY n) FROM parted)""");
	}

	private static String text(AdminDatabase database, String sql) throws SQLException {
		try (Connection connection = database.connect();
				ResultSet row = connection.createStatement().executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

}
