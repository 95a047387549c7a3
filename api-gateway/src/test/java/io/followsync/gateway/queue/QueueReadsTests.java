package io.followsync.gateway.queue;

import java.util.UUID;

import io.followsync.gateway.ManyJobs;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/** However many jobs there are, a request reads no more of them than it needs to know. */
class QueueReadsTests {

	private static final int MAX_QUEUED = 10_000;

	private final ManyJobs jobs = ManyJobs.shared();

	private final QueueQueries queries = new QueueQueries(this.jobs.database(),
			new QueueAdmission.Bounds(MAX_QUEUED, 0.5, 20));

	@Test
	void admissionReadsTheQueueUpToItsBounds() {
		QueueAdmission.Request session = new QueueAdmission.Request.OfSession(new Lane("s:" + "ab".repeat(32)),
				new AccountId(5));
		assertThat(this.jobs.readBy(this.queries.occupancy(session))).isLessThan(MAX_QUEUED + MAX_QUEUED / 2 + 100L);
	}

	@Test
	void standingReadsABoundedNumberOfJobsInEachState() {
		assertThat(this.jobs.readBy(this.queries.standing())).isLessThan(5L * MAX_QUEUED);
		QueueStanding standing = this.queries.standing().block();
		assertThat(standing.queued()).isEqualTo(MAX_QUEUED);
		assertThat(standing.running()).isEqualTo(300);
	}

	@Test
	void countingAllJobsReadsABoundedNumber() {
		assertThat(this.jobs.readBy(this.queries.countJobs())).isLessThan(5L * MAX_QUEUED);
		// An estimate of PostgreSQL, from its last look at the table.
		assertThat(this.queries.countJobs().block()).isCloseTo(100_000L + ManyJobs.ENDED, withinPercentage(5));
	}

	@Test
	void startedSessionsReadABoundedNumberOfJobs() {
		assertThat(this.jobs.readBy(this.queries.startedSessions())).isLessThan(2_100);
	}

	@Test
	void aPositionReadsOnlyTheJobsBeforeIt() {
		assertThat(this.jobs.readBy(this.queries.positionOf(job(5_000)))).as("the jobs before it and hardly another")
			.isBetween(5_000L, 5_100L);
		assertThat(this.jobs.readBy(this.queries.positionOf(job(10_400)))).isLessThan(MAX_QUEUED + 100L);
		assertThat(this.queries.positionOf(job(5_000)).block()).isEqualTo(5_000);
	}

	private static JobId job(int number) {
		return new JobId(new UUID(0, number));
	}

}
