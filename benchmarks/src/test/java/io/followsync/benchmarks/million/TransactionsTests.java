package io.followsync.benchmarks.million;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import io.followsync.benchmarks.stack.AdminDatabase;
import io.followsync.embedded.Database;
import io.followsync.embedded.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TransactionsTests {

	private EmbeddedPostgres postgres;

	private AdminDatabase admin;

	private Database database;

	@BeforeEach
	void start() {
		this.postgres = EmbeddedPostgres.temporary();
		this.database = this.postgres.database("watched");
		this.admin = new AdminDatabase(this.postgres.server(), this.database);
	}

	@AfterEach
	void stop() {
		this.postgres.close();
	}

	@Test
	void tellsTheReconcileFromATransactionThatBeganLater() throws SQLException {
		Transactions transactions = new Transactions(this.admin);
		try (transactions) {
			run("CREATE TEMP TABLE changed_members (key bigint); SELECT count(*) FROM changed_members",
					"SELECT pg_sleep(1) FROM (SELECT count(*) FROM changed_members) AS c", "SELECT pg_sleep(0.2)");
			run("SELECT pg_sleep(0.3)");
		}

		assertThat(transactions.reconcileSeconds()).isBetween(1.0, 10.0);
		assertThat(transactions.otherSeconds()).isBetween(0.1, 10.0);
	}

	@Test
	void refusesToGuess() throws SQLException {
		Transactions transactions = new Transactions(this.admin);
		try (transactions) {
			run("SELECT pg_sleep(0.3)");
		}

		assertThatIllegalStateException().isThrownBy(transactions::reconcileSeconds)
			.withMessageContaining("no reconcile");
	}

	// In one transaction of the worker's role.
	private void run(String... transaction) throws SQLException {
		Database worker = this.postgres.as("followsync_worker", this.database);
		try (Connection connection = DriverManager.getConnection(worker.jdbcUrl(), worker.user(), worker.password());
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			for (String sql : transaction) {
				statement.execute(sql);
			}
			connection.commit();
		}
	}

}
