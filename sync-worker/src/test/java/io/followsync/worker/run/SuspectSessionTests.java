package io.followsync.worker.run;

import java.time.Duration;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.SourceFailure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A 401 that may mean a dead session, in the middle of a walk. */
class SuspectSessionTests extends AbstractEngineTests {

	private static final Duration LONGER_THAN_THE_PAUSE = Duration.ofMinutes(16);

	private JobId job;

	@BeforeEach
	void doubt() {
		this.job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.failing(ListKind.FOLLOWERS, 3, new SourceFailure.AmbiguousUnauthorized(), 1);
		this.harness.engine(this.source);
		this.harness.await(this.job, "PARKED");
		assertThat(value("wait_reason || doubted")).isEqualTo("COOLDOWNtrue");
	}

	@Test
	void isSettledByOneSessionCheckAfterThePause() {
		this.harness.database.shiftTime(LONGER_THAN_THE_PAUSE);

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.source.requests()).containsSubsequence("FOLLOWERS#3", "LOOK", "FOLLOWERS#3", "FOLLOWERS#4");
		assertThat(this.source.requests()).containsOnlyOnce("LOOK");
		assertThat(value("doubted")).isEqualTo("false");
	}

	@Test
	void isStoredBeforeThePageIsReadAgain() {
		this.source.failing(ListKind.FOLLOWERS, 3, new SourceFailure.Throttled(null), 1);
		this.harness.database.shiftTime(LONGER_THAN_THE_PAUSE);
		Awaitility.await().until(() -> this.source.requests().contains("LOOK"));
		this.harness.await(this.job, "PARKED");
		assertThat(value("doubted")).isEqualTo("false");

		this.harness.database.shiftTime(Duration.ofHours(3));

		this.harness.await(this.job, "COMPLETED");
		assertThat(this.source.requests()).containsOnlyOnce("LOOK");
	}

	static Stream<SourceFailure> endings() {
		return Stream.of(new SourceFailure.AmbiguousUnauthorized(), new SourceFailure.SessionDead("logged out"));
	}

	@ParameterizedTest
	@MethodSource("endings")
	void endsTheJobIfTheSessionCheckIsRefusedToo(SourceFailure failure) {
		this.source.refusing("LOOK", failure, 9);
		this.harness.database.shiftTime(LONGER_THAN_THE_PAUSE);

		this.harness.await(this.job, "FAILED");

		assertThat(this.harness.failure(this.job)).isEqualTo("RECONNECT_NEEDED");
		assertThat(this.source.requests()).endsWith("FOLLOWERS#3", "LOOK");
	}

	@Test
	void remainsSuspectIfTheCheckIsThrottled() {
		this.source.refusing("LOOK", new SourceFailure.Throttled(null), 1);
		this.harness.database.shiftTime(LONGER_THAN_THE_PAUSE);
		Awaitility.await().until(() -> this.source.requests().contains("LOOK"));
		this.harness.await(this.job, "PARKED");
		assertThat(value("wait_reason || doubted")).isEqualTo("COOLDOWNtrue");

		this.harness.database.shiftTime(Duration.ofHours(3));

		this.harness.await(this.job, "COMPLETED");
		assertThat(this.source.requests()).filteredOn("LOOK"::equals).hasSize(2);
	}

	@Test
	void endsTheJobIfTheSessionCheckNamesSomebodyElse() {
		this.source.readBy(ACCOUNT + 1);
		this.harness.database.shiftTime(LONGER_THAN_THE_PAUSE);

		this.harness.await(this.job, "FAILED");

		assertThat(this.harness.failure(this.job)).isEqualTo("RECONNECT_NEEDED");
		assertThat(this.source.requests()).endsWith("LOOK");
	}

	private String value(String columns) {
		return this.harness.database.value("SELECT %s FROM jobs WHERE id = '%s'".formatted(columns, this.job));
	}

}
