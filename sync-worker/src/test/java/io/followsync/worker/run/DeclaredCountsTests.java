package io.followsync.worker.run;

import java.time.Duration;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.ListKind;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceFailure.PersonNeeded.Need;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Decision 007: the declared counts are asked for and never needed. Without them nobody
 * is proven to be missing from a list, and nobody is probed here.
 */
class DeclaredCountsTests extends AbstractEngineTests {

	private JobId job;

	@BeforeEach
	void queue() {
		this.job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.probes(0);
		this.source.sized(45, 60);
	}

	@Test
	void proveTheResult() {
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(declared()).isEqualTo("45 60");
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 0");
	}

	static Stream<Arguments> failures() {
		return Stream.concat(Stream.of(arguments(new SourceFailure.Throttled(null), 1),
				arguments(new SourceFailure.Throttled(Duration.ofHours(1)), 1),
				arguments(new SourceFailure.AmbiguousUnauthorized(), 1),
				arguments(new SourceFailure.SessionDead("logged out"), 1),
				arguments(new SourceFailure.CursorRefused(), 1), arguments(new SourceFailure.Malformed("text/html"), 1),
				arguments(new SourceFailure.RequestRejected("not authorized"), 1),
				arguments(new SourceFailure.Transient("503"), 2)),
				Stream.of(Need.values()).map((need) -> arguments(new SourceFailure.PersonNeeded(need), 1)));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void neitherFailNorStopAJobThatIsRefusedThem(SourceFailure failure, int asked) {
		this.harness.engine(this.source.refusing("PROFILE", failure, 9));

		this.harness.await(this.job, "COMPLETED");

		assertThat(declared()).isEqualTo("unknown unknown");
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 15");
		assertThat(this.source.requests()).filteredOn("PROFILE"::equals).hasSize(asked);
		assertThat(this.source.requests()).filteredOn((request) -> !request.equals("PROFILE"))
			.as("the pages of both lists")
			.hasSize(11)
			.doesNotHaveDuplicates();
		assertThat(this.harness.published).extracting(JobProgress::waitingFor).containsOnlyNulls();
		assertThat(this.harness.database.value("SELECT count(*) FROM lane_cooldowns")).isEqualTo("0");
		assertThat(this.harness.database.value("SELECT retries || ' ' || doubted FROM jobs")).isEqualTo("0 false");
	}

	@Test
	void areRequestedOnceMoreAfterATransientFailure() {
		this.harness.engine(this.source.refusing("PROFILE", new SourceFailure.Transient("503"), 1));

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.source.requests()).startsWith("FOLLOWERS#1", "PROFILE", "PROFILE", "FOLLOWERS#2");
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 0");
	}

	@ParameterizedTest
	@CsvSource({ ", , unknown unknown", "45, , 45 unknown", ", 60, unknown 60" })
	void doNotStopAJobWhoseAccountDeclaresLess(Long followers, Long following, String expected) {
		this.harness.engine(this.source.declaring(followers, following));

		this.harness.await(this.job, "COMPLETED");

		assertThat(declared()).isEqualTo(expected);
		assertThat(this.source.requests()).containsOnlyOnce("PROFILE");
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 " + ((followers != null) ? "0" : "15"));
	}

	@Test
	void leaveAccountFailuresToTheNextPage() {
		this.source.refusing("PROFILE", new SourceFailure.Throttled(null), 1)
			.failing(ListKind.FOLLOWERS, 2, new SourceFailure.Throttled(null), 1);
		this.harness.engine(this.source);

		this.harness.await(this.job, "PARKED");
		assertThat(this.source.requests()).containsExactly("FOLLOWERS#1", "PROFILE", "FOLLOWERS#2");
		assertThat(this.harness.database.value("SELECT wait_reason FROM jobs")).isEqualTo("COOLDOWN");

		this.harness.database.shiftTime(Duration.ofMinutes(16));
		this.harness.await(this.job, "COMPLETED");
		assertThat(this.source.requests()).as("asked for once a job").containsOnlyOnce("PROFILE");
	}

	/** Of followers and following. */
	private String declared() {
		return this.harness.database.value("""
				SELECT string_agg(coalesce(declared::text, 'unknown'), ' ' ORDER BY list) FROM job_lists
				WHERE job_id = '%s'""".formatted(this.job));
	}

}
