package io.followsync.embedded.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServiceStartException;

/**
 * A server on which databases may be created. They belong to a role without special
 * privileges, as in a real deployment.
 */
public record DatabaseServer(String host, int port, String superuser, String password) {

	private static final String OWNER = "followsync";

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,50}");

	/**
	 * The database of that name, created with everything that is in the database
	 * {@code template} when it does not exist.
	 */
	public Database database(String name, String template) {
		requirePlain(name);
		requirePlain(template);
		Database maintenance = new Database(this.host, this.port, "postgres", this.superuser, this.password);
		try (Connection connection = DriverManager.getConnection(maintenance.jdbcUrl(), this.superuser, this.password);
				Statement statement = connection.createStatement()) {
			createOwner(statement);
			if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
				statement.execute("create database %s owner %s template %s".formatted(name, OWNER, template));
			}
			return new Database(this.host, this.port, name, OWNER, this.password);
		}
		catch (SQLException ex) {
			throw new ServiceStartException("Could not create the database " + name, ex);
		}
	}

	private static void requirePlain(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("Not a plain database name: " + name);
		}
	}

	private void createOwner(Statement statement) throws SQLException {
		if (!exists(statement, "select 1 from pg_roles where rolname = '" + OWNER + "'")) {
			String quoted = this.password.replace("'", "''");
			statement.execute("create role %s login password '%s'".formatted(OWNER, quoted));
		}
	}

	private static boolean exists(Statement statement, String query) throws SQLException {
		try (ResultSet result = statement.executeQuery(query)) {
			return result.next();
		}
	}

}
