package io.followsync.embedded.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServiceStartException;
import io.followsync.embedded.process.FreePorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedPostgresTests {

	private final int port = FreePorts.next();

	@TempDir
	private Path directory;

	private EmbeddedPostgres postgres;

	@BeforeEach
	void start() {
		this.postgres = EmbeddedPostgres.kept(this.directory, this.port);
	}

	@AfterEach
	void stop() {
		this.postgres.close();
	}

	@Test
	void keepsCommittedRowsThroughKillAndStop() throws SQLException {
		Database database = this.postgres.database("kept");
		query(database, "create table t as select 1 as n");

		this.postgres.kill();
		assertThat(FreePorts.isFree(this.port)).isTrue();
		this.postgres.start();
		query(database, "insert into t values (2)");
		this.postgres.stop();
		this.postgres.start();

		assertThat(query(this.postgres.database("kept"), "select string_agg(n::text, ',' order by n) from t"))
			.isEqualTo("1,2");
	}

	@Test
	@Tag("full")
	void replacesAServerWhoseGuardianWasKilled() throws SQLException {
		ProcessHandle orphan = new PostgresDirectory(this.directory).postmaster().orElseThrow();
		Database database = this.postgres.database("kept");
		killGuardian();
		assertThat(orphan.isAlive()).isTrue();

		this.postgres.start();

		assertThat(orphan.isAlive()).isFalse();
		assertThat(query(database, "select 1")).isEqualTo("1");
	}

	@Test
	@Tag("full")
	void closeEndsAServerWhoseGuardianWasKilled() {
		killGuardian();
		this.postgres.close();

		assertThat(FreePorts.isFree(this.port)).isTrue();
	}

	@Test
	@Tag("full")
	void reportsAKilledServerAndRestartsAmongBusyOrphans() throws Exception {
		ProcessHandle server = new PostgresDirectory(this.directory).postmaster().orElseThrow();
		Database database = this.postgres.database("kept");
		query(database, "create table t as select 1 as n");
		assertThat(this.postgres.unexpectedEnd()).isEmpty();
		try (Connection busy = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
				Statement statement = busy.createStatement()) {
			Thread query = Thread.ofVirtual().start(() -> runForMinutes(statement));
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> "1".equals(query(database,
						"select count(*)::text from pg_stat_activity where query like '%generate_series(1, 1e%'"
								+ " and pid <> pg_backend_pid()")));

			server.destroyForcibly();
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.untilAsserted(
						() -> assertThat(this.postgres.unexpectedEnd().orElse("")).startsWith("ended with exit code 10")
							.contains("The server, process " + server.pid() + ", ended unexpectedly"));
			this.postgres.start();

			query.join();
		}
		assertThat(query(database, "select n::text from t")).isEqualTo("1");
		assertThat(this.postgres.unexpectedEnd()).isEmpty();
		this.postgres.kill();
		assertThat(this.postgres.unexpectedEnd()).as("a requested end").isEmpty();
	}

	private static void runForMinutes(Statement statement) {
		try {
			statement.execute("select sum(sqrt(n)) from generate_series(1, 1e9) n");
		}
		catch (SQLException ex) {
			// Its server process is killed.
		}
	}

	@Test
	void flushesCommitsAndRequiresAPassword() throws SQLException {
		Database database = this.postgres.database("kept");
		assertThat(query(database, "show fsync")).isEqualTo("on");
		assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
		assertThat(query(database, "select rolsuper::text from pg_roles where rolname = current_user"))
			.isEqualTo("false");
		assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "guess"))
			.hasMessageContaining("password authentication failed");
		assertThat(database.toString()).doesNotContain(database.password());
	}

	@Test
	@Tag("full")
	@DisabledOnOs(OS.WINDOWS)
	void answersNothingWhilePaused() throws SQLException {
		Database database = this.postgres.database("kept");
		this.postgres.pause();
		try {
			assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl() + "?socketTimeout=1&loginTimeout=1",
					database.user(), database.password()))
				.isInstanceOf(SQLException.class);
		}
		finally {
			this.postgres.resume();
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(query(database, "select 1")).isEqualTo("1"));
	}

	@Test
	void rejectsAPortInUse() {
		assertThatThrownBy(() -> EmbeddedPostgres.kept(this.directory.resolve("other"), this.port))
			.isInstanceOf(ServiceStartException.class)
			.hasMessage("Port %d, meant for PostgreSQL, is in use", this.port);
	}

	@Test
	void settingsOverrideTheUsualOnes() throws SQLException {
		this.postgres.close();

		this.postgres = EmbeddedPostgres.kept(this.directory, this.port, Map.of("shared_buffers", "17MB"));

		assertThat(query(this.postgres.database("set"), "show shared_buffers")).isEqualTo("17MB");
		assertThat(query(this.postgres.database("set"), "show max_connections")).as("not set").isEqualTo("200");
	}

	private static void killGuardian() {
		ProcessHandle.current().children().filter(EmbeddedPostgresTests::isGuardian).forEach((guardian) -> {
			guardian.destroyForcibly();
			guardian.onExit().join();
		});
	}

	private static boolean isGuardian(ProcessHandle process) {
		return process.info()
			.arguments()
			.map(List::of)
			.filter((arguments) -> arguments.contains(GuardianMain.class.getName()))
			.isPresent();
	}

	private static String query(Database database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(),
				database.password()); Statement statement = connection.createStatement()) {
			if (!statement.execute(sql)) {
				return "";
			}
			try (ResultSet result = statement.getResultSet()) {
				return result.next() ? result.getString(1) : "";
			}
		}
	}

}
