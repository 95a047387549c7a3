package io.followsync.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A new release migrates the schema while the release before works on it. */
class MigrationLocksTests {

	/** The schema of the release before. */
	private static final String RELEASED = "6";

	private final Database database = ServicesForTests.createDatabase();

	@Test
	void aMigrationFailsAfterALongLockWait() throws SQLException {
		flyway(RELEASED).migrate();
		try (Connection connection = DriverManager.getConnection(this.database.jdbcUrl(), this.database.user(),
				this.database.password()); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("LOCK TABLE jobs IN ROW EXCLUSIVE MODE");

			assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> flyway("latest").migrate())
				.withMessageContaining("lock timeout");
			assertThat(flyway("latest").info().current().getVersion().getVersion()).isEqualTo(RELEASED);
		}

		assertThat(flyway("latest").migrate().success).isTrue();
	}

	@Test
	void buildsNoIndexWhileReadersWait() throws IOException {
		for (Path migration : unreleased()) {
			String sql = Files.readString(migration);
			assertThat(sql.contains("ALTER TABLE jobs") && sql.contains("ON jobs (")).as(migration.toString())
				.isFalse();
			assertThat(sql).as(migration.toString()).contains("SET LOCAL lock_timeout");
		}
	}

	private static List<Path> unreleased() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("../shared-model/src/main/resources/db/migration"))) {
			return files.filter((file) -> file.getFileName().toString().startsWith("V"))
				.filter((file) -> version(file) > Integer.parseInt(RELEASED))
				.toList();
		}
	}

	private static int version(Path file) {
		String name = file.getFileName().toString();
		return Integer.parseInt(name.substring(1, name.indexOf("__")));
	}

	private Flyway flyway(String target) {
		return Flyway.configure()
			.dataSource(this.database.jdbcUrl(), this.database.user(), this.database.password())
			.target(target)
			.load();
	}

}
