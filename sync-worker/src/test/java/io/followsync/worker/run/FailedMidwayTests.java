package io.followsync.worker.run;

import java.time.Duration;

import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.JobState;
import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.source.SourceFailure;
import io.micrometer.core.instrument.Counter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A job that fails while it reads has a verdict for each list, but no result. */
class FailedMidwayTests extends AbstractEngineTests {

	private static final String UNREAD = "PARTIAL The job failed before it read a page of this list.";

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void theFinishedListIsJudgedAndTheOtherIsPartial(boolean upload) {
		JobId job = upload ? queueUpload() : this.harness.database.queueAnalysis(ACCOUNT);
		SourceFailure failure = upload
				? new SourceFailure.Unreadable(new Failure(FailureKind.UNREADABLE_EXPORT, "It is no JSON."))
				: new SourceFailure.SessionDead("login_required");
		this.source.failing(ListKind.FOLLOWING, 3, failure, 1);
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo(upload ? "UNREADABLE_EXPORT" : "RECONNECT_NEEDED");
		assertThat(verdict(job, ListKind.FOLLOWERS))
			.isEqualTo("COMPLETE " + (upload ? "The files were read whole." : "45 members of 45 declared."));
		assertThat(verdict(job, ListKind.FOLLOWING)).isEqualTo("PARTIAL Read up to 20 members, then the job failed.");
		assertThat(this.harness.database.value("SELECT count(*) FROM job_results")).isEqualTo("0");
		JobProgress.Lists told = told().lists();
		assertThat(told.followers().verdict()).isEqualTo(VerdictKind.COMPLETE);
		assertThat(told.following().verdict()).isEqualTo(VerdictKind.PARTIAL);
	}

	@Test
	void aListThatWasNotReachedIsPartial() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWERS, 3, new SourceFailure.SessionDead("login_required"), 1);
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(verdict(job, ListKind.FOLLOWERS)).isEqualTo("PARTIAL Read up to 20 members, then the job failed.");
		assertThat(verdict(job, ListKind.FOLLOWING)).isEqualTo(UNREAD);
	}

	@Test
	void aJobThatReadNothingIsNotJudged() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWERS, 1, new SourceFailure.SessionDead("login_required"), 1);
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(verdict(job, ListKind.FOLLOWERS)).isEqualTo("null");
		assertThat(verdict(job, ListKind.FOLLOWING)).isEqualTo("null");
	}

	@Test
	void aListDueForAnotherWalkIsSuspect() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.declaring(60L, 30L)
			.failing(ListKind.FOLLOWING, 3, new SourceFailure.SessionDead("login_required"), 1);
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(verdict(job, ListKind.FOLLOWERS)).isEqualTo("SUSPECT 45 members of 60 declared.");
	}

	@Test
	void failsAJobBeyondItsMaximumAgeWithVerdicts() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWING, 3, new SourceFailure.Throttled(null), 1);
		this.harness.engine(this.source);
		this.harness.await(job, "PARKED");

		this.harness.database.shiftTime(Duration.ofDays(8));

		this.harness.await(job, "FAILED");
		assertThat(this.harness.failure(job)).isEqualTo("UNAVAILABLE");
		assertThat(verdict(job, ListKind.FOLLOWERS)).startsWith("COMPLETE");
		assertThat(verdict(job, ListKind.FOLLOWING)).startsWith("PARTIAL");
	}

	@Test
	void aFailedJobCountsNoVerdicts() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWING, 3, new SourceFailure.SessionDead("login_required"), 1);
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(told().failure()).isNotNull();
		assertThat(this.harness.meters.find("followsync.verdicts").counters()).isNotEmpty()
			.extracting(Counter::count)
			.containsOnly(0.0);
	}

	/**
	 * The last that was published, once it tells of the end; all has been counted then.
	 */
	private JobProgress told() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(this.harness.published::getLast, (progress) -> progress.state() == JobState.FAILED);
	}

	private JobId queueUpload() {
		this.source.uploaded();
		return this.harness.database.queueImport();
	}

	private String verdict(JobId job, ListKind list) {
		return this.harness.database.value("""
				SELECT verdict || ' ' || verdict_reason FROM job_lists WHERE job_id = '%s' AND list = '%s'"""
			.formatted(job, list));
	}

}
