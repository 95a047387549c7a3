package io.followsync.worker.run;

import java.util.ArrayList;
import java.util.List;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists that are not proven complete by one walk. */
class UnprovenListsTests extends AbstractEngineTests {

	@Test
	void anEmptyListThatShouldNotBeIsNeverAccepted() {
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
	void aListWithRepeatedRowsIsWalkedOnceMore() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.inTheWay(ListKind.FOLLOWERS, 2, UnprovenListsTests::movedPage);
		this.harness.engine(this.source);

		this.harness.await(job, "COMPLETED");

		assertThat(this.harness.figuresAndDoubts(job)).isEqualTo("45 30 0 0");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#5"::equals).as("walks").hasSize(2);
	}

	@Test
	void aListWithRepeatsInEachWalkConfirmsNobodyMissing() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.inTheWay(ListKind.FOLLOWERS, 2, UnprovenListsTests::movedPage)
			.inTheWay(ListKind.FOLLOWERS, 2, UnprovenListsTests::movedPage);
		this.harness.probes(0).engine(this.source);

		this.harness.await(job, "COMPLETED");

		assertThat(this.harness.figuresAndDoubts(job)).isEqualTo("44 30 1 1");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#5"::equals).as("walks").hasSize(2);
	}

	@Test
	void oneFalsePageCostsASecondWalkOnly() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.inTheWay(ListKind.FOLLOWERS, 3, UnprovenListsTests::decoy);
		this.harness.engine(this.source);

		this.harness.await(job, "COMPLETED");

		assertThat(this.harness.figuresAndDoubts(job)).isEqualTo("45 30 0 0");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#1"::equals).as("walks").hasSize(2);
	}

	@Test
	void twoWalksThatDisagreeAreSettledByAThird() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.inTheWay(ListKind.FOLLOWERS, 3, UnprovenListsTests::decoy)
			.inTheWay(ListKind.FOLLOWERS, 4, UnprovenListsTests::decoy);
		this.harness.engine(this.source);

		this.harness.await(job, "COMPLETED");

		assertThat(this.harness.figuresAndDoubts(job)).isEqualTo("45 30 0 0");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#1"::equals).as("walks").hasSize(3);
		assertThat(this.harness.database
			.value("SELECT walk || '+' || extra_walks FROM job_lists WHERE list = 'FOLLOWERS'")).isEqualTo("2+1");
	}

	@Test
	void threeWalksThatDisagreeGiveNoResult() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		for (int page = 3; page <= 5; page++) {
			this.source.inTheWay(ListKind.FOLLOWERS, page, UnprovenListsTests::decoy);
		}
		this.harness.engine(this.source.sized(60, 30));

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("INCOMPLETE");
		assertThat(this.harness.database.value("SELECT count(*) FROM job_results")).isEqualTo("0");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#1"::equals).as("walks").hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aPageThatLeadsNowhereIsReadAgainLater(boolean repeatsItsCursor) {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.inTheWay(ListKind.FOLLOWERS, 3, () -> leadingNowhere(repeatsItsCursor));
		this.harness.engine(this.source);

		this.harness.await(job, "COMPLETED");

		assertThat(this.harness.figuresAndDoubts(job)).isEqualTo("45 30 0 0");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#3"::equals).hasSize(2);
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#1"::equals).as("walks").hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aPageThatStillLeadsNowhereGivesNoResult(boolean repeatsItsCursor) {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.source.inTheWay(ListKind.FOLLOWERS, 3, () -> leadingNowhere(repeatsItsCursor))
			.inTheWay(ListKind.FOLLOWERS, 3, () -> leadingNowhere(repeatsItsCursor));
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("INCOMPLETE");
		assertThat(this.source.requests()).filteredOn("FOLLOWERS#3"::equals).hasSize(2);
	}

	@Test
	void aListOfUnknownSizeProvesNobodyMissing() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		this.harness.probes(0).engine(this.source.sized(45, 60).declaring(null, null).hiding(44L, 45L));

		this.harness.await(job, "COMPLETED");

		assertThat(this.source.requests()).filteredOn("FOLLOWERS#5"::equals).as("walks").hasSize(1);
		assertThat(this.harness.figuresAndDoubts(job)).isEqualTo("43 60 17 17");
	}

	@Test
	void aCutListIsNotTurnedIntoAResult() {
		JobId job = this.harness.database.queueAnalysis(ACCOUNT);
		Page cut = new Page(ScriptedSource.members(1, 10), null, false, new TruncationFlags(true, 0), null);
		this.source.inTheWay(ListKind.FOLLOWERS, 1, () -> Mono.just(new Answer.Delivered<>(cut)));
		this.harness.engine(this.source);

		this.harness.await(job, "FAILED");

		assertThat(this.harness.failure(job)).isEqualTo("INCOMPLETE");
	}

	/** The second page, but its last member gave way to the first of the third. */
	private static Mono<Answer<Page>> movedPage() {
		List<Member> members = new ArrayList<>(ScriptedSource.members(11, 19));
		members.addAll(ScriptedSource.members(21, 21));
		return Mono.just(new Answer.Delivered<>(
				new Page(members, new Cursor("2"), true, TruncationFlags.NONE, new AccountId(ACCOUNT))));
	}

	private static Mono<Answer<Page>> decoy() {
		return Mono.just(new Answer.Delivered<>(new Page(List.of(), null, false, TruncationFlags.NONE, null)));
	}

	/** The third page, with the cursor that led to it or with none. */
	private static Mono<Answer<Page>> leadingNowhere(boolean repeatsItsCursor) {
		return Mono.just(new Answer.Delivered<>(new Page(ScriptedSource.members(21, 30),
				repeatsItsCursor ? new Cursor("2") : null, true, TruncationFlags.NONE, null)));
	}

}
