package io.followsync.benchmarks.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

import io.followsync.embedded.Database;
import io.followsync.embedded.PostgresService;
import io.followsync.embedded.postgres.DatabaseServer;

/**
 * The database of a product, as its server's administrator: also counts what the services
 * ask of it.
 */
public record AdminDatabase(DatabaseServer server, Database database) {

	/** Makes the server count statements; restarts it. */
	static void count(PostgresService postgres, Database database) throws SQLException {
		AdminDatabase admin = new AdminDatabase(postgres.server(), database);
		admin.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
		// The statements that run are recognized by words far behind their beginning.
		admin.execute("ALTER SYSTEM SET track_activity_query_size = '16kB'");
		postgres.stop();
		postgres.start();
		admin.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
	}

	/** Resets the counts. */
	public void reset() throws SQLException {
		execute("SELECT pg_stat_statements_reset()");
	}

	/**
	 * How many statements that role ran since the last reset, transactions' ends
	 * included.
	 */
	public long calls(String role) throws SQLException {
		return calls(role, "%").values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * The most frequent statements of a role that are like a pattern, with how often each
	 * ran.
	 */
	public Map<String, Long> calls(String role, String pattern) throws SQLException {
		Map<String, Long> calls = new LinkedHashMap<>();
		try (Connection connection = connect(); var query = connection.prepareStatement("""
				SELECT s.query, sum(s.calls) AS calls FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
				WHERE r.rolname = ? AND s.query LIKE ? GROUP BY s.query ORDER BY calls DESC""")) {
			query.setString(1, role);
			query.setString(2, pattern);
			try (ResultSet rows = query.executeQuery()) {
				while (rows.next()) {
					calls.put(rows.getString(1), rows.getLong(2));
				}
			}
		}
		return calls;
	}

	String serverVersion() throws SQLException {
		try (Connection connection = connect();
				ResultSet row = connection.createStatement().executeQuery("SHOW server_version")) {
			row.next();
			return row.getString(1);
		}
	}

	/** Bytes of write-ahead log that the server has written since it was made. */
	public double logBytes() throws SQLException {
		try (Connection connection = connect();
				ResultSet row = connection.createStatement().executeQuery("SELECT pg_current_wal_lsn() - '0/0'")) {
			row.next();
			return row.getDouble(1);
		}
	}

	/** Runs one statement as the administrator. */
	public void execute(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** To the product's database, as the administrator. */
	public Connection connect() throws SQLException {
		return DriverManager.getConnection(this.database.jdbcUrl(), this.server.superuser(), this.server.password());
	}

}
