package io.followsync.worker.run;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceFailure.PersonNeeded.Need;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * 43 of 45 followers are shown, of 60 followed: 17 seem not to follow back, and 2 of them
 * do.
 */
class ProbingTests extends AbstractEngineTests {

	private JobId job;

	@BeforeEach
	void queue() {
		this.job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.sized(45, 60).hiding(3L, 4L);
	}

	@Test
	void findsAFollowerWhomTheListOmits() {
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 0");
		assertThat(probed()).startsWith("RELATION#3", "RELATION#4", "RELATION#46").hasSize(17);
	}

	@Test
	void findsWhoIsNoLongerFollowed() {
		this.harness
			.engine(this.source.relating(new Relation(false, true), 3L).relating(new Relation(false, false), 46L));

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 58 14 0");
	}

	@Test
	void isBoundedAndLeavesTheRestUnconfirmed() {
		this.harness.probes(3).engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(probed()).containsExactly("RELATION#3", "RELATION#4", "RELATION#46");
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 14");
	}

	@Test
	void canBeTurnedOff() {
		this.harness.probes(0).engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(probed()).isEmpty();
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("43 60 17 17");
	}

	@Test
	void isNotNeededWhenTheListIsExact() {
		this.harness.engine(this.source.declaring(43L, 60L));

		this.harness.await(this.job, "COMPLETED");

		assertThat(probed()).isEmpty();
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("43 60 17 0");
	}

	@Test
	void skipsMembersThatCannotBeProbed() {
		this.source.refusing("RELATION#3", new SourceFailure.Malformed("404"), 1)
			.refusing("RELATION#46", new SourceFailure.RequestRejected("not authorized"), 1);
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(probed()).hasSize(17).doesNotHaveDuplicates();
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("44 60 16 2");
	}

	@Test
	void endsAfterRepeatedRefusals() {
		for (int member = 46; member < 61; member++) {
			this.source.refusing("RELATION#" + member, new SourceFailure.Malformed("404"), 1);
		}
		this.harness.engine(this.source);

		this.harness.await(this.job, "COMPLETED");

		assertThat(probed()).hasSize(5);
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 15");
	}

	@Test
	void aGoneMemberCountsAsRefused() {
		this.harness.engine(this.source.relating(Relation.GONE, 46L, 47L, 48L));

		this.harness.await(this.job, "COMPLETED");

		assertThat(probed()).containsExactly("RELATION#3", "RELATION#4", "RELATION#46", "RELATION#47", "RELATION#48");
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 15");
	}

	static Stream<Arguments> failures() {
		return Stream.of(arguments(new SourceFailure.Throttled(null), "throttled"),
				arguments(new SourceFailure.AmbiguousUnauthorized(), "doubted"),
				arguments(new SourceFailure.PersonNeeded(Need.CHALLENGE), "person needed"),
				arguments(new SourceFailure.SessionDead("logged out"), "null"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void neverCostsAJobItsResult(SourceFailure failure, String cooldown) {
		this.harness.engine(this.source.refusing("RELATION#4", failure, 9));

		this.harness.await(this.job, "COMPLETED");

		assertThat(probed()).containsExactly("RELATION#3", "RELATION#4");
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("44 60 16 16");
		assertThat(this.harness.database
			.value("SELECT (SELECT reason FROM lane_cooldowns WHERE lane = 'a:%d')::text".formatted(ACCOUNT)))
			.isEqualTo(cooldown);
	}

	@Test
	void isRetriedAfterATransientFailure() {
		this.harness.engine(this.source.refusing("RELATION#4", new SourceFailure.Transient("503"), 2));

		this.harness.await(this.job, "COMPLETED");

		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 0");
	}

	@Test
	void endsWhenItKeepsFailing() {
		this.harness.engine(this.source.refusing("RELATION#4", new SourceFailure.Transient("503"), 99));

		this.harness.await(this.job, "COMPLETED");

		assertThat(probed()).filteredOn("RELATION#4"::equals).hasSize(6);
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("44 60 16 16");
	}

	@Test
	void resumesProbesAfterACrashFromTheOneInFlight() {
		ScriptedSource hanging = new ScriptedSource().sized(45, 60).hiding(3L, 4L).silentAt("RELATION#46");
		this.harness.impatient().engine(hanging, 1);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> hanging.requests().contains("RELATION#46"));
		this.harness.database.execute("UPDATE jobs SET lease_until = deciding_time(), fence = fence + 1");

		this.harness.engine(this.source);
		this.harness.await(this.job, "COMPLETED");

		assertThat(this.source.requests()).startsWith("RELATION#46").hasSize(15);
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "claims_in_vain = 5", "created_at = created_at - interval '8 days'" })
	void isSkippedByAJobThatMayNotContinue(String reason) {
		this.harness.budget(15, 3600).engine(this.source);
		this.harness.await(this.job, "PARKED");
		int asked = probed().size();
		this.harness.database.execute("UPDATE jobs SET " + reason);

		this.harness.database.shiftTime(Duration.ofHours(1));

		this.harness.await(this.job, "COMPLETED");
		assertThat(probed()).hasSize(asked);
	}

	@Test
	void isPaidFromTheBudgetAndWaitsForIt() {
		this.harness.budget(15, 3600).engine(this.source);
		this.harness.await(this.job, "PARKED");
		assertThat(this.harness.database.value("SELECT wait_reason FROM jobs")).isEqualTo("BUDGET");
		assertThat(probed()).isNotEmpty().hasSizeLessThan(17);

		this.harness.database.shiftTime(Duration.ofHours(1));

		this.harness.await(this.job, "COMPLETED");
		assertThat(probed()).hasSize(17).doesNotHaveDuplicates();
	}

	@Test
	void isResumedAfterADrain() {
		SmartLifecycle first = this.harness.engine(this.source.answeringAfter(Duration.ofMillis(50)));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> probed().size() > 1);

		first.stop();
		Awaitility.await().until(() -> !first.isRunning());
		assertThat(this.harness.state(this.job)).isEqualTo("QUEUED");

		this.harness.engine(this.source);
		this.harness.await(this.job, "COMPLETED");
		assertThat(probed()).hasSize(17).doesNotHaveDuplicates();
	}

	@Test
	void endsWhenItsLaneCoolsDown() {
		Sinks.Empty<Void> cooling = Sinks.empty();
		this.harness.engine(this.source.holding("RELATION#4", cooling.asMono()));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> probed().contains("RELATION#4"));
		this.harness.database.cool(ACCOUNT, Duration.ofHours(12));
		cooling.tryEmitEmpty();

		this.harness.await(this.job, "COMPLETED");

		assertThat(probed()).containsExactly("RELATION#3", "RELATION#4");
		assertThat(this.harness.figuresAndDoubts(this.job)).isEqualTo("45 60 15 15");
	}

	@Test
	void endsWhenTheJobIsCancelled() {
		Sinks.Empty<Void> asked = Sinks.empty();
		this.harness.engine(this.source.holding("RELATION#4", asked.asMono()));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> probed().contains("RELATION#4"));
		this.harness.database.execute("UPDATE jobs SET cancel_requested = true");
		asked.tryEmitEmpty();

		this.harness.await(this.job, "CANCELLED");

		assertThat(probed()).containsExactly("RELATION#3", "RELATION#4");
	}

	private List<String> probed() {
		return this.source.requests().stream().filter((request) -> request.startsWith("RELATION")).toList();
	}

}
