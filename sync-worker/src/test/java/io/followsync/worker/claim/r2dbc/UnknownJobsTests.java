package io.followsync.worker.claim.r2dbc;

import java.time.Duration;

import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.NoWakeUps;
import io.followsync.worker.due.DueWork;
import io.followsync.worker.run.r2dbc.AbstractLedgerTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A newer release runs beside this one and has stored a job that this one does not know.
 */
class UnknownJobsTests {

	private static final long ACCOUNT = 5012345678L;

	private WorkerDatabase database;

	private Claims claims;

	private DueWork<SyncRequest> due;

	private JobId unknown;

	private JobId known;

	@BeforeEach
	void queue() {
		this.database = new WorkerDatabase();
		this.claims = ClaimsForTests.claims(this.database, AbstractLedgerTests.TIMES);
		this.due = ClaimsForTests.dueJobs(this.database, AbstractLedgerTests.TIMES, new NoWakeUps());
		this.unknown = this.database.queueAnalysis(ACCOUNT);
		this.known = this.database.queueAnalysis(ACCOUNT + 1);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jobs SET kind = 'UNFOLLOW'", "jobs SET source = 'CARRIER_PIGEON'",
			"jobs SET state = 'THROTTLED'", "jobs SET state = 'EXPIRED', ended_at = now()", "jobs SET lane = 'q:17'",
			"job_lists SET walk_end = 'LOST'", "job_lists SET export_sign = 'OTHER'" })
	void isLeftAloneWhileOthersAreClaimed(String trait) {
		store(trait);
		String before = row();

		assertUntouched();
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).map((job) -> job.lease().job()).block())
			.isEqualTo(this.known);
		assertThat(row()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "state = 'PARKED', wait_reason = 'BUDGET', resumes_at = now()",
			"state = 'RUNNING', holds_lane = true, worker_id = 'newer', lease_until = now()" })
	void isLeftAloneWhateverItWaitsFor(String state) {
		store("jobs SET kind = 'UNFOLLOW', " + state);
		String before = row();

		assertUntouched();
		this.database
			.execute("INSERT INTO lane_cooldowns SELECT lane, now() + interval '1 hour', 1, 'throttled' FROM jobs");
		this.due.take(10).block();

		assertThat(row()).isEqualTo(before);
	}

	@Test
	void doesNotKeepBlockedJobsFromBeingParked() {
		this.database.execute("UPDATE jobs SET kind = 'UNFOLLOW' WHERE id = '%s'".formatted(this.unknown));
		this.database.nameSessions(ACCOUNT);
		this.database.cool(ACCOUNT, Duration.ofHours(1));

		this.due.take(1).block();

		assertThat(this.database.value("SELECT wait_reason FROM jobs WHERE id = '%s'".formatted(this.known)))
			.isEqualTo("COOLDOWN");
	}

	private void assertUntouched() {
		this.database.shiftTime(Duration.ofSeconds(31));
		assertThat(this.claims.claim(this.unknown).block()).isNull();
		assertThat(this.claims.claimBest(Claims.Room.FOR_ACCOUNTS).block()).isNull();
		assertThat(this.due.take(10).block()).extracting(SyncRequest::job).doesNotContain(this.unknown);
	}

	private void store(String trait) {
		this.database.execute("ALTER TABLE job_lists DROP CONSTRAINT job_lists_walk_end_check");
		String id = trait.startsWith("jobs") ? "id" : "job_id";
		this.database.execute("UPDATE %s WHERE %s = '%s'".formatted(trait, id, this.unknown));
	}

	private String row() {
		return this.database.value("""
				SELECT jobs::text || (SELECT string_agg(l::text, ' ') FROM job_lists l WHERE job_id = id)
				FROM jobs WHERE id = '%s'""".formatted(this.unknown));
	}

}
