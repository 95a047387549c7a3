package io.followsync.acceptance.stack;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.followsync.embedded.Database;

/** Reads and changes the database directly. */
public record Tables(Database database) {

	/** Every table with a column {@code job_id}, and {@code jobs} itself. */
	private static final String OF_JOBS = """
			SELECT table_name FROM information_schema.columns
			WHERE table_schema = 'public' AND column_name = 'job_id' AND table_name <> 'jobs'""";

	private static final String ALL = """
			SELECT table_name FROM information_schema.tables
			WHERE table_schema = 'public' AND table_type = 'BASE TABLE'""";

	/** The first column of each row. */
	public List<String> column(String sql) {
		try (Connection connection = DriverManager.getConnection(this.database.jdbcUrl(), this.database.user(),
				this.database.password());
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(String.valueOf(rows.getString(1)));
			}
			return values;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	/** The single number that the query returns. */
	public long number(String sql) {
		return Long.parseLong(column(sql).getFirst());
	}

	public void execute(String sql) {
		try (Connection connection = DriverManager.getConnection(this.database.jdbcUrl(), this.database.user(),
				this.database.password()); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	/** Keeps everybody else from that table while the work is done. */
	public void whileLocked(String table, Runnable work) {
		try (Connection connection = DriverManager.getConnection(this.database.jdbcUrl(), this.database.user(),
				this.database.password()); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
			work.run();
			connection.rollback();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(table, ex);
		}
	}

	/** The internal ids of all jobs. */
	public Set<String> jobs() {
		return new TreeSet<>(column("SELECT id::text FROM jobs"));
	}

	/** The tables that hold anything of that job. */
	public Set<String> tablesWith(String job) {
		Set<String> tables = new TreeSet<>(column("SELECT 'jobs' FROM jobs WHERE id = '" + job + "'"));
		for (String table : column(OF_JOBS)) {
			tables.addAll(column("SELECT '%s' FROM %s WHERE job_id = '%s' LIMIT 1".formatted(table, table, job)));
		}
		return tables;
	}

	/** The tables with that text in some row, even within bytes. */
	public Set<String> tablesThatTell(String text) {
		String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
		Set<String> tables = new TreeSet<>();
		for (String table : column(ALL)) {
			tables.addAll(
					column("SELECT '%1$s' FROM %1$s t WHERE t::text LIKE '%%%2$s%%' OR t::text LIKE '%%%3$s%%' LIMIT 1"
						.formatted(table, text, hex)));
		}
		return tables;
	}

	/**
	 * Every row of every table as text, binary columns both in hexadecimal and escaped.
	 */
	public List<String> dump() {
		List<String> dump = new ArrayList<>();
		for (String table : column(ALL)) {
			List<String> binary = column("""
					SELECT column_name FROM information_schema.columns
					WHERE table_schema = 'public' AND data_type = 'bytea' AND table_name = '%s'""".formatted(table));
			dump.addAll(column("SELECT '%s ' || t::text FROM %s t".formatted(table, table)));
			for (String name : binary) {
				dump.addAll(
						column("SELECT '%s.%s ' || encode(%s, 'escape') FROM %s".formatted(table, name, name, table)));
			}
		}
		return dump;
	}

}
