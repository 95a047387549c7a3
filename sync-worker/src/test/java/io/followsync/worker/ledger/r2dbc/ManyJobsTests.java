package io.followsync.worker.ledger.r2dbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.retention.SweepForTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a worker asks for all the time reads few rows of {@code jobs}, however many there
 * are: 100,000 live ones and 1,000,000 ended ones.
 */
class ManyJobsTests {

	/** So that the plans that PostgreSQL keeps for prepared statements are used, too. */
	private static final int REPETITIONS = 12;

	private static WorkerDatabase database;

	private static Claims claims;

	@BeforeAll
	static void fill() throws IOException {
		database = new WorkerDatabase();
		database.execute(Files.readString(Path.of("../shared-model/src/test/sql/many-jobs.sql")));
		claims = LedgerForTests.claims(database, AbstractLedgerTests.TIMES);
	}

	@AfterAll
	static void close() {
		database.close();
	}

	@ParameterizedTest
	@EnumSource
	void aClaimReadsTheFewJobsThatComeFirst(Claims.Room room) {
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
	void dispatchingReadsTheHeadOfTheQueueAndWhatIsDue() {
		assertReads(3_500, () -> claims.due(200).block());
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
		database.execute("SELECT pg_stat_force_next_flush()");
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
