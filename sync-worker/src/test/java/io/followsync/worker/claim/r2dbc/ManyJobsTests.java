package io.followsync.worker.claim.r2dbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.ClaimedJob;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.NoWakeUps;
import io.followsync.worker.due.DueWork;
import io.followsync.worker.retention.SweepForTests;
import io.followsync.worker.run.r2dbc.AbstractLedgerTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a worker asks for all the time reads few rows of {@code jobs}, however many there
 * are: 100,000 live ones and 300,000 ended ones, 1,000,000 with {@code -Pfull}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManyJobsTests {

	/** So that the plans that PostgreSQL keeps for prepared statements are used, too. */
	private static final int REPETITIONS = 12;

	private static WorkerDatabase database;

	private static Claims claims;

	private static DueWork<SyncRequest> due;

	@BeforeAll
	static void fill() throws IOException {
		database = new WorkerDatabase();
		database.execute("SET tests.ended_jobs = %d; %s".formatted(Integer.getInteger("tests.ended-jobs", 300_000),
				Files.readString(Path.of("../shared-model/src/test/sql/many-jobs.sql"))));
		claims = ClaimsForTests.claims(database, AbstractLedgerTests.TIMES);
		due = ClaimsForTests.dueJobs(database, AbstractLedgerTests.TIMES, new NoWakeUps());
	}

	@AfterAll
	static void close() {
		database.close();
	}

	@ParameterizedTest
	@EnumSource
	void aClaimReadsOnlyTheFirstJobs(Claims.Room room) {
		assertReads(1_000, () -> assertThat(claims.claimBest(room).block()).isNotNull());
	}

	@Test
	void aWakeUpReadsItsJob() {
		long read = read();
		for (int n = 9_000; n < 9_000 + REPETITIONS; n++) {
			ClaimedJob claimed = claims.claim(JobId.parse(id(n))).block();
			assertThat(claimed).isNotNull();
			assertThat(claims.renew(List.of(claimed.lease())).block()).hasSize(1);
		}
		assertThat(read() - read).isLessThan(REPETITIONS * 20L);
	}

	@Test
	void dispatchingReadsOnlyTheQueuesHeadAndDueJobs() {
		assertReads(3_500, () -> due.take(200).block());
	}

	/**
	 * 1,000 due jobs on lanes that rest or are held, and 1,000 of a newer release, stand
	 * before all others.
	 */
	@Test
	@Order(Integer.MAX_VALUE)
	void blockedJobsAreReadOnlyUntilTheyAreParked() {
		database.execute(
				"""
						INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed, wait_reason, resumes_at,
						  dispatch_at, queued_at)
						SELECT gen_random_uuid(), CASE WHEN n <= 1000 THEN 'ANALYSIS' ELSE 'UNFOLLOW' END, 'WEB_SESSION',
						  CASE WHEN n <= 1000 THEN 'PARKED' ELSE 'QUEUED' END,
						  CASE WHEN n <= 700 THEN 'a:' || n WHEN n <= 1000 THEN 'a:' || 1009800 + n ELSE 's:' || n END, int4send(n), '\\x00',
						  CASE WHEN n <= 1000 THEN 'BUDGET' END, CASE WHEN n <= 1000 THEN now() - interval '1 hour' END,
						  now() - interval '1 hour', now() - interval '1 day'
						FROM generate_series(1, 2000) AS numbers (n)""");
		database.execute(
				"""
						INSERT INTO lane_cooldowns SELECT 'a:' || n, now() + interval '1 hour', 1, 'x' FROM generate_series(1, 700) n""");
		assertReads(3_000, () -> assertThat(claims.claimBest(Claims.Room.FOR_ACCOUNTS).block()).isNotNull());

		due.take(200).block();
		assertThat(database.value("SELECT count(*) FROM jobs WHERE state = 'PARKED' AND wait_reason <> 'BUDGET'"))
			.isEqualTo("1000");
		// As autovacuum does in time.
		database.execute("VACUUM jobs");
		read();
		assertReads(1_000, () -> assertThat(claims.claimBest(Claims.Room.FOR_ACCOUNTS).block()).isNotNull());
		database.execute("UPDATE jobs SET resumes_at = now() + interval '1 day' WHERE state = 'PARKED'");
		read();
		assertReads(2_500, () -> assertThat(claims.claimBest(Claims.Room.FOR_ANY).block()).isNotNull());
		assertThat(database.value("SELECT count(*) FROM jobs WHERE kind = 'UNFOLLOW' AND state = 'QUEUED'"))
			.isEqualTo("1000");
	}

	@Test
	void aSweepReadsWhatItRemoves() {
		String scans = scans();
		long read = read();

		SweepForTests.sweep(database, "sweeper").block();

		// Each removal passes over the index entries of those removed before it.
		assertThat(read() - read).as("for 100 jobs").isLessThan(8_000);
		assertThat(scans()).as("scans of the whole table").isEqualTo(scans);
		assertThat(database.value("SELECT count(*) FROM jobs WHERE remove_at < deciding_time()")).isEqualTo("0");
	}

	private static void assertReads(long most, Runnable work) {
		String scans = scans();
		long read = read();
		for (int repetition = 0; repetition < REPETITIONS; repetition++) {
			work.run();
		}
		assertThat((read() - read) / REPETITIONS).isLessThan(most);
		assertThat(scans()).as("scans of the whole table").isEqualTo(scans);
	}

	/** How many entries of indexes and rows of {@code jobs} were read so far. */
	private static long read() {
		database.flushStatistics();
		return Long.parseLong(database.value("""
				SELECT (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'jobs')
				  + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'jobs')"""));
	}

	private static String scans() {
		return database.value("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'jobs'");
	}

	private static String id(int number) {
		return database.value("SELECT lpad(to_hex(%d), 32, '0')::uuid".formatted(number));
	}

}
