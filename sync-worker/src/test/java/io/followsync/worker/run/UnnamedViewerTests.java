package io.followsync.worker.run;

import java.time.Duration;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceFailure.PersonNeeded.Need;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Pages that do not say who reads them: any session may read any list. */
class UnnamedViewerTests extends AbstractEngineTests {

	private JobId job;

	@BeforeEach
	void queue() {
		this.job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.namingNobody();
	}

	@Test
	void areStoredOnceTheViewerIsKnown() {
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.harness.figures(this.job)).isEqualTo("45 30 0");
		assertThat(this.source.requests()).startsWith("FOLLOWERS#1", "WHO_AM_I", "PROFILE", "FOLLOWERS#2")
			.doesNotHaveDuplicates();
		assertThat(this.harness.database.value("SELECT lane FROM jobs")).isEqualTo("a:" + ACCOUNT);
	}

	@Test
	void chargeTheAccountForRequestsBeforeItWasKnown() {
		this.harness.budget(2, 1).engine(this.source);

		this.harness.await(this.job, "PARKED");

		assertThat(this.source.requests()).containsExactly("FOLLOWERS#1", "WHO_AM_I");
		assertThat(this.harness.database.value("SELECT wait_reason || lane FROM jobs")).isEqualTo("BUDGETa:" + ACCOUNT);
		assertThat(this.harness.database
			.value("SELECT round(tokens::numeric) FROM token_buckets WHERE name = 'a:%d'".formatted(ACCOUNT)))
			.isEqualTo("0");
	}

	@Test
	void areDiscardedForASessionOfAnotherAccount() {
		this.harness.engine(this.source.readBy(ACCOUNT + 1));

		this.harness.await(this.job, "FAILED");

		assertThatNothingWasKept("NOT_ACCEPTED");
	}

	@Test
	void giveNoResultWhenNoViewerIsNamed() {
		this.harness.engine(this.source.knowingNobody());

		this.harness.await(this.job, "FAILED");

		assertThatNothingWasKept("MALFORMED_ANSWER");
		assertThat(this.harness.database.value("SELECT failure_message FROM jobs")).isEqualTo(Identity.NOT_NAMED);
		assertThat(this.source.requests()).containsExactly("FOLLOWERS#1", "WHO_AM_I");
	}

	static Stream<Arguments> endings() {
		return Stream.of(arguments(new SourceFailure.Malformed("text/html"), 2, "MALFORMED_ANSWER"),
				arguments(new SourceFailure.RequestRejected("refused"), 1, "MALFORMED_ANSWER"),
				arguments(new SourceFailure.CursorRefused(), 1, "MALFORMED_ANSWER"),
				arguments(new SourceFailure.AmbiguousUnauthorized(), 1, "MALFORMED_ANSWER"),
				arguments(new SourceFailure.SessionDead("logged out"), 1, "RECONNECT_NEEDED"),
				arguments(new SourceFailure.PersonNeeded(Need.CHALLENGE), 1, "PERSON_NEEDED"));
	}

	@ParameterizedTest
	@MethodSource("endings")
	void giveNoResultWhenTheViewerQuestionIsRefused(SourceFailure failure, int asked, String kind) {
		this.harness.engine(this.source.refusing("WHO_AM_I", failure, 9));

		this.harness.await(this.job, "FAILED");

		assertThatNothingWasKept(kind);
		assertThat(this.source.requests()).filteredOn("WHO_AM_I"::equals).hasSize(asked);
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#1"::equals).hasSize(1);
	}

	@Test
	void areKeptWhileTheViewerQuestionIsRetried() {
		this.source.failing(ListKind.FOLLOWERS, 1, new SourceFailure.Transient("503"), 2)
			.refusing("WHO_AM_I", new SourceFailure.Transient("503"), 2)
			.refusing("WHO_AM_I", new SourceFailure.Malformed("text/html"), 1);
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.source.requests()).filteredOn("FOLLOWERS#1"::equals).hasSize(3);
		assertThat(this.source.requests()).filteredOn("WHO_AM_I"::equals).hasSize(4);
	}

	@Test
	void areReadAgainWhenTheViewerQuestionIsThrottled() {
		this.harness.engine(this.source.refusing("WHO_AM_I", new SourceFailure.Throttled(null), 1));
		this.harness.await(this.job, "PARKED");
		assertThat(this.harness.database.value("SELECT wait_reason FROM jobs")).isEqualTo("COOLDOWN");
		assertThat(this.harness.database.value("SELECT count(*) FROM sync_pages")).isEqualTo("0");

		this.harness.database.shiftTime(Duration.ofMinutes(16));

		this.harness.await(this.job, "COMPLETED");
		assertThat(this.source.requests()).startsWith("FOLLOWERS#1", "WHO_AM_I", "FOLLOWERS#1", "WHO_AM_I", "PROFILE");
	}

	@Test
	void areLeftToTheNextWorkerByADrain() {
		ScriptedSource asked = new ScriptedSource().namingNobody()
			.refusing("WHO_AM_I", new SourceFailure.Transient("503"), 2)
			.answeringAfter(Duration.ofMillis(100));
		SmartLifecycle first = this.harness.engine(asked);
		Awaitility.await().until(() -> asked.requests().contains("WHO_AM_I"));
		first.stop();
		Awaitility.await().until(() -> !first.isRunning());
		assertThat(this.harness.state(this.job)).isEqualTo("QUEUED");

		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");
		assertThat(this.source.requests()).startsWith("FOLLOWERS#1", "WHO_AM_I");
	}

	private void assertThatNothingWasKept(String kind) {
		assertThat(this.harness.failure(this.job)).isEqualTo(kind);
		assertThat(this.harness.database.value("SELECT count(*) FROM sync_pages")).isEqualTo("0");
		assertThat(this.harness.database.value("SELECT count(*) FROM job_results")).isEqualTo("0");
		assertThat(this.harness.database.value("SELECT count(*) FROM token_buckets WHERE name LIKE 'a:%'"))
			.isEqualTo("0");
	}

}
