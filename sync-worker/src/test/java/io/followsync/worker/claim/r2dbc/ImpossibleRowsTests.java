package io.followsync.worker.claim.r2dbc;

import java.util.List;

import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.ClaimedJob;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.NoWakeUps;
import io.followsync.worker.due.DueWork;
import io.followsync.worker.run.r2dbc.AbstractLedgerTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows that contradict themselves are refused, without affecting other jobs. */
class ImpossibleRowsTests {

	private static final long ACCOUNT = 5012345678L;

	private WorkerDatabase database;

	private Claims claims;

	private DueWork<SyncRequest> due;

	private JobId impossible;

	private JobId next;

	@BeforeEach
	void queue() {
		this.database = new WorkerDatabase();
		this.claims = ClaimsForTests.claims(this.database, AbstractLedgerTests.TIMES);
		this.due = ClaimsForTests.dueJobs(this.database, AbstractLedgerTests.TIMES, new NoWakeUps());
		this.impossible = this.database.queueAnalysis(ACCOUNT);
		this.next = this.database.queueAnalysis(ACCOUNT + 1);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					UPDATE jobs SET lane = 's:?'                                         | its lane is of no known form
					UPDATE jobs SET lane = 'a:1'                                         | its lane is not one of its WEB_SESSION
					UPDATE jobs SET lane = 'i:1'                                         | its lane is not one of its WEB_SESSION
					DELETE FROM job_credentials WHERE                                    | what its WEB_SESSION is read with is missing
					DELETE FROM job_lists WHERE list = 'FOLLOWING' AND                   | its list FOLLOWING is missing
					UPDATE job_lists SET pages = 3 WHERE list = 'FOLLOWERS' AND          | the columns of its walk of FOLLOWERS contradict each other
					UPDATE job_lists SET cursor = 'QVFD' WHERE list = 'FOLLOWING' AND    | the columns of its walk of FOLLOWING contradict each other
					UPDATE job_lists SET fetched = 7 WHERE list = 'FOLLOWING' AND        | the columns of its walk of FOLLOWING contradict each other
					UPDATE job_lists SET walk = 3 WHERE list = 'FOLLOWERS' AND           | the columns of its walk of FOLLOWERS contradict each other
					UPDATE job_lists SET extra_walks = 1 WHERE list = 'FOLLOWERS' AND    | the columns of its walk of FOLLOWERS contradict each other
					""")
	void failsAJobInAnImpossibleStateAndClaimsTheOthers(String damage, String named) {
		damage(damage);

		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block()).isNull();

		assertThat(value("SELECT state || ' ' || failure_kind FROM jobs")).isEqualTo("FAILED INTERNAL");
		assertThat(value("SELECT failure_message FROM jobs")).contains("(QUEUED, but " + named + ")");
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).map(ImpossibleRowsTests::id).block())
			.isEqualTo(this.next);
	}

	@Test
	void failsAnImportWithoutItsUpload() {
		JobId empty = this.database.queueImport();
		this.database.execute("DELETE FROM import_files");

		assertThat(this.claims.claim(empty).block()).isNull();

		assertThat(this.database.value("SELECT failure_message FROM jobs WHERE id = '%s'".formatted(empty)))
			.contains("(QUEUED, but what its DATA_EXPORT is read with is missing)");
	}

	@Test
	void failsASyncOutsideTheLaneOfItsAccount() {
		JobId sync = this.database.queueSync(ACCOUNT);
		this.database.execute("UPDATE jobs SET lane = 's:00' WHERE id = '%s'".formatted(sync));

		assertThat(this.claims.claim(sync).block()).isNull();

		assertThat(this.database.value("SELECT failure_message FROM jobs WHERE id = '%s'".formatted(sync)))
			.contains("(QUEUED, but its lane is not one of its WEB_SESSION)");
	}

	@Test
	void aParkedImpossibleJobFailsWhenWoken() {
		damage("UPDATE jobs SET state = 'PARKED', wait_reason = 'BUDGET', resumes_at = deciding_time(), lane = 's:?'");

		assertThat(this.claims.claim(this.impossible).block()).isNull();

		assertThat(value("SELECT failure_message FROM jobs")).contains("(PARKED, but ");
	}

	@Test
	void anUnreadableLaneBlocksNoOtherDueJob() {
		damage("UPDATE jobs SET lane = 's:?'");

		List<SyncRequest> due = this.due.take(10).block();

		assertThat(due).extracting(SyncRequest::job).containsExactly(this.next);
	}

	private void damage(String sql) {
		this.database.execute("ALTER TABLE job_lists DROP CONSTRAINT job_lists_walk_check");
		String row = sql.contains(" jobs ") ? " WHERE id = '%s'" : " job_id = '%s'";
		this.database.execute(sql + row.formatted(this.impossible));
	}

	private String value(String select) {
		return this.database.value(select + " WHERE id = '%s'".formatted(this.impossible));
	}

	private static JobId id(ClaimedJob job) {
		return job.lease().job();
	}

}
