package io.followsync.worker.engine;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.Answer;
import io.followsync.worker.source.CutSigns;
import io.followsync.worker.source.Page;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists that are not proven complete by one walk. */
class UnprovenListsTests extends AbstractEngineTests {

	@Test
	void anEmptyListThatShouldNotBeIsWalkedAgainAndNeverBelieved() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.engine(this.source.sized(0, 30).declaring(890L, 30L));

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("INCOMPLETE");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#1"::equals).hasSize(2);
		assertThat(this.harness.database.value("SELECT string_agg(verdict, ' ' ORDER BY list) FROM job_lists"))
			.isEqualTo("SUSPECT COMPLETE");
		assertThat(this.harness.database.value("SELECT count(*) FROM job_results")).isEqualTo("0");
	}

	@Test
	void aShortListIsCompleteWhenASecondWalkAgrees() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.engine(this.source.sized(45, 30).declaring(50L, 30L));

		this.harness.await(job, "COMPLETED");

		assertThat(this.harness.figures(job)).isEqualTo("45 30 0");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#5"::equals).hasSize(2);
	}

	@Test
	void aListOfUnknownSizeIsCompleteAndProvesNobodyMissing() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.probes(0).engine(this.source.sized(45, 60).declaring(null, null).hiding(44L, 45L));

		this.harness.await(job, "COMPLETED");

		assertThat(this.source.requests()).filteredOn("FOLLOWERS#5"::equals).as("walks").hasSize(1);
		assertThat(this.harness.figuresAndDoubts(job)).isEqualTo("43 60 17 17");
	}

	@Test
	void aCutListIsNotTurnedIntoAResult() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		Page cut = new Page(ScriptedSource.members(1, 10), null, false, new CutSigns(true, 0, false), null);
		this.source.inTheWay(ListKind.FOLLOWERS, 1, () -> Mono.just(new Answer.Delivered<>(cut)));
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("INCOMPLETE");
	}

}
