package io.followsync.worker.run;

import java.time.Duration;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.ListKind;
import io.followsync.job.WaitReason;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.TruncationFlags;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/** What the engine does when a source answers with a failure. */
class FailingSourceTests extends AbstractEngineTests {

	@Test
	void aThrottledJobResumesAfterItsLanesCooldown() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWERS, 3, new SourceFailure.Throttled(null), 1);
		this.harness.engine(this.source);

		this.harness.await(job, "PARKED");
		assertThat(this.harness.database.value("SELECT lane FROM lane_cooldowns")).isEqualTo("a:" + ACCOUNT);
		this.harness.database.shiftTime(Duration.ofMinutes(16));

		this.harness.await(job, "COMPLETED");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#3"::equals).hasSize(2);
	}

	@Test
	void aRunningJobObservesACooldownBegunByAnotherSession() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		Sinks.Empty<Void> cooling = Sinks.empty();
		this.harness.engine(this.source.holding("FOLLOWERS#3", cooling.asMono()));
		Awaitility.await().until(() -> this.source.requests().contains("FOLLOWERS#3"));
		this.harness.database.cool(ACCOUNT, Duration.ofMinutes(10));
		cooling.tryEmitEmpty();

		this.harness.await(job, "PARKED");

		assertThat(this.source.requests()).endsWith("FOLLOWERS#3");
		assertThat(this.harness.database.value("SELECT wait_reason FROM jobs")).isEqualTo("COOLDOWN");
		this.harness.database.shiftTime(Duration.ofMinutes(11));
		this.harness.await(job, "COMPLETED");
		assertThat(this.source.requests()).doesNotHaveDuplicates();
	}

	@Test
	void retriesTransientFailuresThenParksThenFails() {
		JobId passing = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWING, 2, new SourceFailure.Transient("503"), 2);
		this.harness.engine(this.source);
		this.harness.await(passing, "COMPLETED");

		this.source.failing(ListKind.FOLLOWERS, 2, new SourceFailure.Transient("503"), 6);
		JobId lasting = this.harness.database.queueAnalysis(ACCOUNT + 1);
		this.harness.await(lasting, "FAILED");
		assertThat(this.harness.failure(lasting)).isEqualTo("UNAVAILABLE");
		assertThat(this.harness.published).extracting(JobProgress::waitingFor).contains(WaitReason.RETRY);
	}

	@Test
	void aStoredPageResetsTheRetries() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		SourceFailure passing = new SourceFailure.Transient("503");
		this.source.failing(ListKind.FOLLOWERS, 2, passing, EngineHarness.FAILURES.attempts())
			.failing(ListKind.FOLLOWERS, 3, passing, EngineHarness.FAILURES.attempts());
		this.harness.engine(this.source);

		this.harness.await(job, "COMPLETED");

		assertThat(this.harness.published).extracting(JobProgress::waitingFor).contains(WaitReason.RETRY);
		assertThat(EngineHarness.FAILURES.retries()).as("retries without an answer in between").isEqualTo(1);
	}

	@Test
	void aSessionRefusedAtItsFirstRequestIsNotRetried() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWERS, 1, new SourceFailure.AmbiguousUnauthorized(), 9);
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("NOT_ACCEPTED");
		assertThat(this.source.requests()).hasSize(1);
	}

	@Test
	void aSessionOfAnotherAccountStoresNothing() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.engine(this.source.readBy(ACCOUNT + 1));

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("NOT_ACCEPTED");
		assertThat(this.harness.database.value("SELECT count(*) FROM sync_pages")).isEqualTo("0");
		assertThat(this.harness.database.value("SELECT count(*) FROM token_buckets WHERE name LIKE 'a:%'"))
			.isEqualTo("0");
	}

	@Test
	void retriesAnUnknownShapeOnceThenNamesIt() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWERS, 2, new SourceFailure.Malformed("text/html, 600000 bytes"), 2);
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("MALFORMED_ANSWER");
		assertThat(this.harness.database.value("SELECT failure_message FROM jobs")).contains("text/html, 600000 bytes");
	}

	@Test
	void countsAttemptsByKindOfFailure() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWERS, 2, new SourceFailure.Transient("503"), 2)
			.failing(ListKind.FOLLOWERS, 2, new SourceFailure.Malformed("text/html"), 1)
			.failing(ListKind.FOLLOWERS, 4, new SourceFailure.Malformed("text/html"), 1)
			.failing(ListKind.FOLLOWERS, 4, new SourceFailure.Transient("503"), 2);
		this.harness.engine(this.source);

		this.harness.await(job, "COMPLETED");

		assertThat(this.source.requests()).filteredOn("FOLLOWERS#2"::equals).hasSize(4);
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#4"::equals).hasSize(4);
		assertThat(this.harness.published).extracting(JobProgress::waitingFor).containsOnlyNulls();
	}

	@Test
	void alternatingFailuresAreRetriedOnlySoOften() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		for (int i = 0; i < 5; i++) {
			this.source.failing(ListKind.FOLLOWERS, 2, new SourceFailure.Transient("503"), 1)
				.failing(ListKind.FOLLOWERS, 2, new SourceFailure.Malformed("text/html"), 1);
		}
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("MALFORMED_ANSWER");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#2"::equals).hasSize(4);
	}

	@Test
	void aRefusalInAConfirmingWalkIsReportedAsOne() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		Page thirdPage = new Page(ScriptedSource.members(21, 30), new Cursor("3"), true, TruncationFlags.NONE,
				new AccountId(ACCOUNT));
		this.source.declaring(60L, 30L)
			.inTheWay(ListKind.FOLLOWERS, 3, () -> Mono.just(new Answer.Delivered<>(thirdPage)))
			.failing(ListKind.FOLLOWERS, 3, new SourceFailure.CursorRefused(), 1);
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(verdict(job)).startsWith("SUSPECT").contains("continue a later one").doesNotContain("twice");
	}

	@Test
	void aRefusedCursorRestartsTheListOnce() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWERS, 3, new SourceFailure.CursorRefused(), 1);
		this.harness.engine(this.source);
		this.harness.await(job, "COMPLETED");
		assertThat(this.harness.figures(job)).isEqualTo("45 30 0");

		this.source.failing(ListKind.FOLLOWERS, 3, new SourceFailure.CursorRefused(), 2);
		JobId again = this.harness.database.queueAnalysis(ACCOUNT + 1);
		this.harness.await(again, "FAILED");
		assertThat(this.harness.failure(again)).isEqualTo("INCOMPLETE");
		assertThat(verdict(again)).isEqualTo("SUSPECT Instagram twice refused to continue the list.");
	}

	private String verdict(JobId job) {
		return this.harness.database.value("""
				SELECT verdict || ' ' || verdict_reason FROM job_lists WHERE job_id = '%s' AND list = 'FOLLOWERS'"""
			.formatted(job));
	}

}
