package io.followsync.worker.claim.r2dbc;

import java.time.Duration;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.claim.ClaimedJob;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.run.r2dbc.AbstractLedgerTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which workers count as lost over a job. */
class LostWorkersTests extends AbstractLedgerTests {

	private JobId job;

	private int shifts;

	@BeforeEach
	void queueImport() {
		this.job = this.database.queueImport();
	}

	@Test
	void countsWorkersThatEndedBeforeStoringAnything() {
		assertThat(claimAs("first")).isZero();
		assertThat(claimAs("second")).isOne();
		assertThat(claimAs("third")).isEqualTo(2);
	}

	@Test
	void doesNotCountAWorkerThatLives() {
		claimAs("first");
		this.database.execute("INSERT INTO workers (id, slots, seen_at) VALUES ('first', 5, now() + interval '1 day')");

		assertThat(claimAs("second")).isZero();
		assertThat(claimAs("third")).isOne();
	}

	@Test
	void doesNotCountAWorkerThatSurvivedAnOutage() {
		claimAs("first");
		assertThat(claimAs("second")).as("right after the outage nobody is known to live").isOne();
		this.database.execute("INSERT INTO workers (id, slots, seen_at) VALUES ('first', 5, now() + interval '1 day')");

		assertThat(claimAs("third")).isOne();
	}

	@Test
	void restartsTheCountOnceAPageIsStored() {
		claimAs("first");
		claimAs("second");
		this.lease = new Lease(this.job, 2);
		store(ListKind.FOLLOWERS, 1, page(1, 3, "next").members());

		assertThat(claimAs("third")).isZero();
	}

	@Test
	void restartsTheCountWithADrain() {
		claimAs("first");
		claimAs("second");
		this.ledger.handOver(new Lease(this.job, 2)).block();

		assertThat(claimAs("third")).isZero();
		assertThat(claimAs("fourth")).isOne();
	}

	@Test
	void areRememberedWhileTheLaneBlocksTheJob() {
		claimAs("first");
		this.database
			.execute("INSERT INTO lane_cooldowns SELECT lane, now() + interval '80 seconds', 1, 'x' FROM jobs");
		expire();
		this.due.take(10).block();
		assertThat(this.database.value("SELECT state FROM jobs WHERE id = '%s'".formatted(this.job)))
			.isEqualTo("PARKED");

		assertThat(claimAs("second")).isOne();
	}

	/** Returns how many workers are lost over the job by then. */
	private int claimAs(String worker) {
		expire();
		Claims claims = ClaimsForTests.claims(this.database, TIMES, worker);
		return claims.claim(this.job).map(ClaimedJob::resumeState).block().lostWorkers();
	}

	private void expire() {
		this.database.shiftTime(Duration.ofSeconds(31).multipliedBy(++this.shifts));
	}

}
