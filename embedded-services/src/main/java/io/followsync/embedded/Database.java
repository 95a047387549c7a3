package io.followsync.embedded;

/** How to reach one database. {@code toString} omits the password. */
public record Database(String host, int port, String name, String user, String password) {

	public String jdbcUrl() {
		return "jdbc:postgresql://%s:%d/%s".formatted(this.host, this.port, this.name);
	}

	public String r2dbcUrl() {
		return "r2dbc:postgresql://%s:%d/%s".formatted(this.host, this.port, this.name);
	}

	@Override
	public String toString() {
		return "Database[%s:%d/%s as %s]".formatted(this.host, this.port, this.name, this.user);
	}

}
