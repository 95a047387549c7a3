package io.followsync.worker;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;

import io.followsync.embedded.Database;
import io.followsync.embedded.ServicesForTests;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.flywaydb.core.Flyway;

import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * A migrated database of its own for a test class, with the rows that a gateway would
 * write.
 */
public final class WorkerDatabase implements AutoCloseable {

	private static final String CREDENTIAL = "INSERT INTO job_credentials (job_id, sealed) VALUES (:id, '\\x00')";

	private static final String UPLOAD = "INSERT INTO import_files (job_id, file, name, size) VALUES (:id, 0, 'a', 1)";

	private final ConnectionPool pool;

	private final ConnectionPool workers;

	private final DatabaseClient client;

	public WorkerDatabase() {
		Database database = ServicesForTests.copyOf(Migrated.TEMPLATE);
		this.pool = pool(database);
		this.client = DatabaseClient.create(this.pool);
		this.workers = pool(ServicesForTests.as("followsync_worker", database));
	}

	static void migrate(Database database) {
		Flyway.configure().dataSource(database.jdbcUrl(), database.user(), database.password()).load().migrate();
	}

	static ConnectionPool pool(Database database) {
		ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(database.r2dbcUrl())
			.mutate()
			.option(ConnectionFactoryOptions.USER, database.user())
			.option(ConnectionFactoryOptions.PASSWORD, database.password())
			.build();
		return new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
			.initialSize(1)
			.maxSize(12)
			.build());
	}

	/** As the owner of the schema, for what the test does. */
	public DatabaseClient client() {
		return this.client;
	}

	/** A transaction that has run this statement and holds its locks. */
	public HeldTransaction hold(String sql) {
		HeldTransaction transaction = new HeldTransaction(this.pool.create().block());
		transaction.execute(sql);
		return transaction;
	}

	public TransactionalOperator transaction() {
		return TransactionalOperator.create(new R2dbcTransactionManager(this.pool));
	}

	/** As a worker, for what is tested. */
	public DatabaseClient asWorker() {
		return DatabaseClient.create(this.workers);
	}

	public TransactionalOperator transactionAsWorker() {
		return TransactionalOperator.create(new R2dbcTransactionManager(this.workers));
	}

	public ConnectionPool pool() {
		return this.pool;
	}

	/** A queued analysis of a session that claims this account, in a lane of its own. */
	public JobId queueAnalysis(long account) {
		JobId job = JobId.next();
		byte[] fingerprint = bytes(UUID.randomUUID());
		insert(job, "ANALYSIS", "WEB_SESSION", Lane.ofSession(fingerprint), fingerprint, account);
		return job;
	}

	/** A queued import, whose upload is one file. */
	public JobId queueImport() {
		JobId job = JobId.next();
		insert(job, "ANALYSIS", "DATA_EXPORT", Lane.ofImport(job), null, null);
		return job;
	}

	/** A queued sign-in with a session that claims this account. */
	public JobId queueSignIn(long account) {
		JobId job = JobId.next();
		insert(job, "SIGN_IN", "WEB_SESSION", Lane.ofSession(bytes(UUID.randomUUID())), null, account);
		execute("""
				INSERT INTO sign_ins (id, secret_hash, job_id, account_id, sealed, code, expires_at)
				VALUES (gen_random_uuid(), uuid_send('%1$s'), '%1$s', %2$d, '', 'code', deciding_time() + interval '1 hour')"""
			.formatted(job, account));
		return job;
	}

	/** A connected account with an owner of its own. */
	public void connect(long account) {
		execute("""
				WITH owner AS (INSERT INTO owners (id) VALUES (gen_random_uuid()) RETURNING id),
				  account AS (INSERT INTO accounts (id, owner_id) SELECT %1$d, id FROM owner)
				INSERT INTO account_credentials (account_id, sealed) VALUES (%1$d, '')""".formatted(account));
	}

	/** A queued sync of a connected account. */
	public JobId queueSync(long account) {
		JobId job = JobId.next();
		insert(job, "SYNC", "WEB_SESSION", Lane.ofAccount(new AccountId(account)), null, account);
		return job;
	}

	private void insert(JobId job, String kind, String source, Lane lane, byte[] fingerprint, Long account) {
		DatabaseClient.GenericExecuteSpec spec = this.client.sql("""
				INSERT INTO jobs (id, kind, source, state, lane, session_fingerprint, claimed_user_id, capability_hash,
				  capability_sealed, dispatch_at)
				VALUES (:id, :kind, :source, 'QUEUED', :lane, :fingerprint, :account, :hash, :hash, deciding_time())""")
			.bind("id", job.value())
			.bind("kind", kind)
			.bind("source", source)
			.bind("lane", lane.value())
			.bind("hash", bytes(UUID.randomUUID()));
		spec = (fingerprint != null) ? spec.bind("fingerprint", fingerprint)
				: spec.bindNull("fingerprint", byte[].class);
		spec = (account != null) ? spec.bind("account", account) : spec.bindNull("account", Long.class);
		spec.then()
			.then(this.client.sql("INSERT INTO job_lists (job_id, list) VALUES (:id, 'FOLLOWERS'), (:id, 'FOLLOWING')")
				.bind("id", job.value())
				.then())
			.then(this.client.sql(input(kind, source)).bind("id", job.value()).then())
			.as(transaction()::transactional)
			.block();
	}

	/** Puts a job into the lane of an account, as if its session had been confirmed. */
	public void confirm(JobId job, long account) {
		execute("UPDATE jobs SET lane = '%s' WHERE id = '%s'".formatted(Lane.ofAccount(new AccountId(account)), job));
	}

	/**
	 * Marks this account as the owner that Instagram named for all unconfirmed sessions.
	 */
	public void nameSessions(long account) {
		execute("INSERT INTO known_sessions (lane, account) SELECT lane, '%s' FROM jobs WHERE lane LIKE 's:%%'"
			.formatted(Lane.ofAccount(new AccountId(account))));
	}

	/** Puts an account into its first cooldown, for this long from now. */
	public void cool(long account, Duration pause) {
		execute("INSERT INTO lane_cooldowns VALUES ('%s', deciding_time() + interval '%d seconds', 1, 'throttled')"
			.formatted(Lane.ofAccount(new AccountId(account)), pause.toSeconds()));
	}

	/** Moves the deciding clock, for everything in this database. */
	public void shiftTime(Duration shift) {
		execute("""
				CREATE OR REPLACE FUNCTION deciding_time() RETURNS timestamptz
				LANGUAGE sql STABLE AS 'SELECT clock_timestamp() + interval ''%d seconds'''"""
			.formatted(shift.toSeconds()));
	}

	public void execute(String sql) {
		this.client.sql(sql).then().block();
	}

	/** One value as text. */
	public String value(String sql) {
		return this.client.sql(sql).map((row) -> String.valueOf(row.get(0))).one().block();
	}

	private static String input(String kind, String source) {
		if (kind.equals("SYNC")) {
			return "SELECT :id";
		}
		return source.equals("DATA_EXPORT") ? UPLOAD : CREDENTIAL;
	}

	private static byte[] bytes(UUID id) {
		return ByteBuffer.allocate(16)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

	/**
	 * Makes what was read and written so far show in PostgreSQL's statistics; each
	 * connection keeps what it counted for a while.
	 */
	public void flushStatistics() {
		execute("SELECT pg_stat_force_next_flush()");
		asWorker().sql("SELECT pg_stat_force_next_flush()").then().block();
	}

	@Override
	public void close() {
		this.workers.dispose();
		this.pool.dispose();
	}

	/** Migrated once, because that takes longer than most tests. */
	private static final class Migrated {

		static final Database TEMPLATE = migrated(ServicesForTests.createDatabase());

		private static Database migrated(Database database) {
			// Before the migration, which gives it its rights.
			ServicesForTests.as("followsync_worker", database);
			migrate(database);
			return database;
		}

	}

}
