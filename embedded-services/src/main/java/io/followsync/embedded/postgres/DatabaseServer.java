package io.followsync.embedded.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
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
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			createRole(statement, OWNER, this.password);
			if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
				statement.execute("create database %s owner %s template %s".formatted(name, OWNER, template));
			}
			return new Database(this.host, this.port, name, OWNER, this.password);
		}
		catch (SQLException ex) {
			throw new ServiceStartException("Could not create the database " + name, ex);
		}
	}

	/**
	 * The same database for a role that owns nothing, created when it does not exist. Its
	 * password says nothing of the owner's.
	 */
	public Database as(String role, Database database) {
		requirePlain(role);
		String secret = passwordOf(role);
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			createRole(statement, role, secret);
			// As an administrator, the owner sees and ends the connections of the role.
			statement.execute("grant %s to %s".formatted(role, OWNER));
			return new Database(this.host, this.port, database.name(), role, secret);
		}
		catch (SQLException ex) {
			throw new ServiceStartException("Could not create the role " + role, ex);
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:postgresql://%s:%d/postgres".formatted(this.host, this.port),
				this.superuser, this.password);
	}

	private String passwordOf(String role) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest((role + ":" + this.password).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void requirePlain(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("Not a plain database name: " + name);
		}
	}

	private static void createRole(Statement statement, String role, String secret) throws SQLException {
		if (!exists(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
			statement.execute("create role %s login password '%s'".formatted(role, secret.replace("'", "''")));
		}
	}

	private static boolean exists(Statement statement, String query) throws SQLException {
		try (ResultSet result = statement.executeQuery(query)) {
			return result.next();
		}
	}

}
