package io.followsync.deployment.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Runs KEDA's PostgreSQL query against the real schema. */
class AutoscalerQueryTests {

	private static final String INSERT = """
			INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed, holds_lane, worker_id,
			  lease_until, wait_reason, resumes_at, ended_at, remove_at)
			SELECT gen_random_uuid(), 'ANALYSIS', 'WEB_SESSION', state, 'a:' || n, decode(md5(n::text), 'hex'), '',
			  state = 'RUNNING', CASE WHEN state = 'RUNNING' THEN 'w' END, CASE WHEN state = 'RUNNING' THEN now() END,
			  CASE WHEN state = 'PARKED' THEN 'BUDGET' END,
			  CASE WHEN state = 'PARKED' THEN now() + make_interval(hours => due) END,
			  CASE WHEN state = 'COMPLETED' THEN now() END, CASE WHEN state = 'COMPLETED' THEN now() END
			FROM (VALUES (1, 'QUEUED', 0), (2, 'QUEUED', 0), (3, 'RUNNING', 0), (4, 'PARKED', 1), (5, 'PARKED', 2),
			  (6, 'PARKED', -1), (7, 'COMPLETED', 0), (8, 'UPLOADING', 0)) AS job (n, state, due)""";

	private static final String ROLE = "autoscaler_" + ProcessHandle.current().pid();

	private final Database database = ServicesForTests.createDatabase();

	private final Database administration = new Database(this.database.host(), this.database.port(),
			this.database.name(), "postgres", this.database.password());

	private final Database autoscaler = new Database(this.database.host(), this.database.port(), this.database.name(),
			ROLE, this.database.password());

	@BeforeEach
	void migrateAndMakeTheRole() throws SQLException, IOException {
		Flyway.configure()
			.dataSource(this.database.jdbcUrl(), this.database.user(), this.database.password())
			.load()
			.migrate();
		execute(this.database, INSERT);
		String script = Files.readString(Manifests.ROOT.resolve("k8s/components/keda/autoscaler-role.sql"));
		execute(this.administration, script.replace("followsync_autoscaler", ROLE));
		execute(this.administration, "ALTER ROLE %s PASSWORD '%s'".formatted(ROLE, this.autoscaler.password()));
	}

	@AfterEach
	void dropTheRole() throws SQLException {
		execute(this.administration, "DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(ROLE));
	}

	@Test
	void countsJobsThatNeedASlotNotThoseThatWait() throws SQLException {
		assertThat(count()).as("two queued, one running, one parked that is due").isEqualTo(4);
	}

	@Test
	void canReadNothingElse() {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> execute(this.autoscaler, "SELECT capability_sealed FROM jobs"))
			.withMessageContaining("permission denied");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> execute(this.autoscaler, "SELECT * FROM job_credentials"))
			.withMessageContaining("permission denied");
	}

	private long count() throws SQLException {
		String query = Manifests.named("ScaledObject", "sync-worker")
			.path("spec")
			.path("triggers")
			.path(0)
			.path("metadata")
			.path("query")
			.asString();
		try (Connection connection = connect(this.autoscaler);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(query)) {
			rows.next();
			return rows.getLong(1);
		}
	}

	private static void execute(Database as, String sql) throws SQLException {
		try (Connection connection = connect(as); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static Connection connect(Database as) throws SQLException {
		return DriverManager.getConnection(as.jdbcUrl(), as.user(), as.password());
	}

}
