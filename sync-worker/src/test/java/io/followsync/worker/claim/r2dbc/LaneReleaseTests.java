package io.followsync.worker.claim.r2dbc;

import java.time.Duration;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.claim.Claims;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.run.r2dbc.AbstractLedgerTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

/** A job waits for the lane of its account, which another job holds. */
class LaneReleaseTests extends AbstractLedgerTests {

	private JobId waiting;

	@BeforeEach
	void park() {
		this.ledger.confirm(this.lease, ACCOUNT_LANE).block();
		this.waiting = parkForLane();
	}

	@Test
	void theLongestWaiterIsDueWhenTheHolderEnds() {
		JobId other = parkForLane();
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).block()).isNull();

		this.ledger.end(this.lease, new Ending.Cancelled()).block();

		assertThat(this.due.take(10).block()).extracting(SyncRequest::job).containsExactly(this.waiting);
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).map((job) -> job.lease().job()).block())
			.isEqualTo(this.waiting);
		assertThat(this.claims.claim(other).block()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE FROM jobs",
			"UPDATE jobs SET state = 'CANCELLED', holds_lane = false, ended_at = now(), remove_at = now()" })
	void isDueHoweverTheHolderLeaves(String gone) {
		this.database.execute(gone + " WHERE id = '%s'".formatted(this.lease.job()));

		assertThat(this.claims.claim(this.waiting).block()).isNotNull();
	}

	@Test
	void aWaiterIsDueWhenTheHolderChangesLanes() {
		Lease holder = claimNew();
		this.database.execute("""
				UPDATE jobs SET lane = (SELECT lane FROM jobs WHERE id = '%s') WHERE id = '%s'"""
			.formatted(holder.job(), this.waiting));

		this.ledger.confirm(holder, Lane.ofAccount(new AccountId(ACCOUNT + 1))).block();

		assertThat(this.claims.claim(this.waiting).block()).isNotNull();
	}

	@Test
	void endingAHolderLocksNoWaiter() {
		String cancel = "UPDATE jobs SET cancel_requested = true WHERE id = '%s'".formatted(this.waiting);

		Long cancelled = this.database.client()
			.sql("UPDATE jobs SET state = 'CANCELLED', holds_lane = false, ended_at = now(), remove_at = now() WHERE id = :id")
			.bind("id", this.lease.job().value())
			.then()
			.then(Mono.fromFuture(() -> this.database.client()
				.sql(cancel)
				.fetch()
				.rowsUpdated()
				.contextWrite((context) -> Context.empty())
				.toFuture()))
			.timeout(Duration.ofSeconds(10))
			.as(this.database.transaction()::transactional)
			.block();

		assertThat(cancelled).isOne();
		assertThat(this.claims.claim(this.waiting).block()).isNotNull();
	}

	@Test
	void aReleasedHolderIsClaimedBeforeItsWaiters() {
		this.ledger.handOver(this.lease).block();

		assertThat(this.claims.claim(this.waiting).block()).isNull();
		assertThat(this.claims.claimBest(Claims.Room.FOR_ANY).map((job) -> job.lease().job()).block())
			.isEqualTo(this.lease.job());
	}

	@Test
	void doesNotWaitForALaneThatWasJustReleased() {
		JobId late = this.database.queueAnalysis(ACCOUNT);
		Lease lateLease = this.claims.claim(late).block().lease();
		this.ledger.end(this.lease, new Ending.Cancelled()).block();
		this.claims.claim(this.waiting).flatMap((job) -> this.ledger.end(job.lease(), new Ending.Cancelled())).block();

		this.ledger.park(lateLease, new Wait.ForAccount(ACCOUNT_LANE)).block();

		assertThat(this.claims.claim(late).block(Duration.ofSeconds(5))).isNotNull();
	}

	private JobId parkForLane() {
		JobId job = this.database.queueAnalysis(ACCOUNT);
		Lease its = this.claims.claim(job).block().lease();
		this.ledger.park(its, new Wait.ForAccount(ACCOUNT_LANE)).block();
		return job;
	}

}
