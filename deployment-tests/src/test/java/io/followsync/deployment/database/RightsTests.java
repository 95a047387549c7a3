package io.followsync.deployment.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class RightsTests {

	private static final Path MIGRATIONS = Path.of("../shared-model/src/main/resources/db/migration");

	private static final Database OWNER = ServicesForTests.createDatabase();

	private static final Database GATEWAY = ServicesForTests.as("followsync_gateway", OWNER);

	private static final Database WORKER = ServicesForTests.as("followsync_worker", OWNER);

	@BeforeAll
	static void migrate() {
		flyway().load().migrate();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE ours (id int)", "ALTER TABLE jobs ADD COLUMN ours int",
			"DROP TABLE sync_pages", "TRUNCATE jobs CASCADE", "CREATE INDEX ON jobs (kind)",
			"CREATE OR REPLACE FUNCTION deciding_time() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
			"ALTER TABLE job_credentials OWNER TO CURRENT_USER", "DELETE FROM flyway_schema_history",
			"CREATE ROLE ours", "COPY jobs TO PROGRAM 'cat'" })
	void noServiceChangesTheSchemaOrItsRights(String statement) {
		assertThat(List.of(GATEWAY, WORKER)).allSatisfy((service) -> assertForbidden(service, statement));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT sealed FROM job_credentials", "SELECT * FROM job_credentials",
			"UPDATE job_credentials SET sealed = ''", "SELECT * FROM sync_pages",
			"INSERT INTO job_result_chunks SELECT * FROM job_result_chunks", "UPDATE job_results SET fans_count = 0",
			"DELETE FROM job_results", "UPDATE token_buckets SET tokens = 1000", "DELETE FROM lane_cooldowns",
			"INSERT INTO known_sessions VALUES ('s:00', 'a:1')", "DELETE FROM workers", "SELECT * FROM duties",
			"DELETE FROM fleet_figures", "UPDATE import_ignored_files SET name = ''",
			"SELECT sealed FROM account_credentials", "UPDATE account_credentials SET sealed = ''",
			"DELETE FROM relationships", "SELECT keep_month_partitions(1)", "UPDATE events SET kind = 'GONE'",
			"UPDATE members SET username = 'x'" })
	void theGatewayReadsNoCredentialAndWritesNoListData(String statement) {
		assertForbidden(GATEWAY, statement);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO job_credentials VALUES (gen_random_uuid(), '')",
			"UPDATE job_credentials SET sealed = ''", "INSERT INTO jobs SELECT * FROM jobs",
			"INSERT INTO import_chunks SELECT * FROM import_chunks", "UPDATE import_files SET name = ''",
			"SELECT * FROM import_ignored_files", "UPDATE fleet_figures SET figures = '{}'",
			"SELECT secret_hash FROM sign_ins", "SELECT secret_hash FROM access_tokens",
			"UPDATE browser_sessions SET revoked_at = NULL", "INSERT INTO owners VALUES (gen_random_uuid())",
			"INSERT INTO account_credentials VALUES (1, '')" })
	void theWorkerCannotSubmit(String statement) {
		assertForbidden(WORKER, statement);
	}

	@Test
	void partitionsAreReachedOnlyThroughTheirTable() throws SQLException {
		String reachable = "relispartition AND has_table_privilege('%s', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')";

		assertThat(names("relispartition")).hasSizeGreaterThan(16 + 12);
		assertThat(names(reachable.formatted(GATEWAY.user()))).isEmpty();
		assertThat(names(reachable.formatted(WORKER.user()))).isEmpty();
	}

	@Test
	void eachServiceMayDoWhatItNeeds() {
		assertAllowed(GATEWAY, "INSERT INTO job_credentials SELECT id, '' FROM jobs",
				"DELETE FROM job_credentials USING jobs WHERE job_id = jobs.id AND state = 'CANCELLED'",
				"INSERT INTO import_ignored_files SELECT id, 'photo.jpg' FROM jobs",
				"SELECT name FROM import_ignored_files", "UPDATE fleet_figures SET figures = figures RETURNING figures",
				"SELECT count(*) FROM live_workers", "SELECT version FROM flyway_schema_history");
		assertAllowed(WORKER, "SELECT sealed FROM job_credentials", "DELETE FROM job_credentials",
				"INSERT INTO recent_durations (duration) VALUES (interval '1 second')",
				"INSERT INTO duties VALUES ('sweep', 'worker-1', now()) "
						+ "ON CONFLICT (name) DO UPDATE SET worker_id = excluded.worker_id",
				"SELECT version FROM flyway_schema_history");
	}

	@Test
	void coversEveryTableOfThisRelease() throws IOException, SQLException {
		String rights = Files.readString(MIGRATIONS.resolve("afterMigrate__rights.sql"));

		// Tables of other tests are of no release, and partitions are reached through
		// their table.
		assertThat(names("NOT relispartition AND relname NOT IN ('later', 'latest')")).isNotEmpty()
			.allSatisfy((name) -> assertThat(rights).contains("('" + name + "', "));
	}

	@Test
	void tablesOfLaterMigrationsAreUsableAtOnce(@TempDir Path later) throws IOException {
		Files.writeString(later.resolve("V900__later.sql"),
				"CREATE TABLE later (id bigserial PRIMARY KEY, note text); CREATE VIEW latest AS SELECT max(id) FROM later;");
		String use = "INSERT INTO later (note) VALUES ('x'); UPDATE later SET note = 'y'; SELECT * FROM latest; DELETE FROM later";
		// Without what is run after a migration: a service may be quicker.
		Files.writeString(later.resolve("beforeMigrate.sql"),
				Files.readString(MIGRATIONS.resolve("beforeMigrate__default_rights.sql")));
		flyway().locations("filesystem:" + later).ignoreMigrationPatterns("*:missing").load().migrate();
		assertAllowed(GATEWAY, use);

		flyway().ignoreMigrationPatterns("*:missing", "*:future").load().migrate();
		assertAllowed(GATEWAY, use);
		assertAllowed(WORKER, use);
	}

	@Test
	void worksInASchemaThatIsNotPublic() throws SQLException {
		Database administration = new Database(OWNER.host(), OWNER.port(), OWNER.name(), "postgres", OWNER.password());
		execute(administration, "REVOKE USAGE ON SCHEMA public FROM PUBLIC");

		flyway().ignoreMigrationPatterns("*:missing", "*:future").load().migrate();

		assertAllowed(GATEWAY, "SELECT version FROM flyway_schema_history");
		assertAllowed(WORKER, "SELECT version FROM flyway_schema_history");
	}

	@Test
	void replicasMayGrantConcurrently() {
		IntStream.range(0, 6)
			.parallel()
			.forEach((replica) -> flyway().ignoreMigrationPatterns("*:missing", "*:future").load().migrate());

		assertForbidden(GATEWAY, "SELECT sealed FROM job_credentials");
	}

	@Test
	void theScriptThatCreatesTheRolesIsRepeatable() throws IOException, SQLException {
		String script = Files.readString(Path.of("../k8s/database-roles.sql"));
		Database administration = new Database(OWNER.host(), OWNER.port(), OWNER.name(), "postgres", OWNER.password());

		execute(administration, script);

		assertThat(script).contains("CREATE ROLE " + GATEWAY.user() + " LOGIN",
				"CREATE ROLE " + WORKER.user() + " LOGIN");
	}

	private static List<String> names(String condition) throws SQLException {
		List<String> names = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection(OWNER.jdbcUrl(), OWNER.user(), OWNER.password());
				Statement statement = connection.createStatement();
				ResultSet found = statement.executeQuery("""
						SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace
						AND relkind IN ('r', 'p', 'v', 'm') AND\s""" + condition)) {
			while (found.next()) {
				names.add(found.getString(1));
			}
		}
		return names;
	}

	private static FluentConfiguration flyway() {
		return Flyway.configure().dataSource(OWNER.jdbcUrl(), OWNER.user(), OWNER.password());
	}

	private static void assertAllowed(Database service, String... statements) {
		assertThat(statements)
			.allSatisfy((statement) -> assertThatNoException().isThrownBy(() -> execute(service, statement)));
	}

	private static void assertForbidden(Database service, String statement) {
		assertThatExceptionOfType(SQLException.class).as(service.user() + ": " + statement)
			.isThrownBy(() -> execute(service, statement))
			.satisfies((refusal) -> assertThat(refusal.getSQLState()).as(refusal.getMessage()).isEqualTo("42501"));
	}

	private static void execute(Database as, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(as.jdbcUrl(), as.user(), as.password());
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
