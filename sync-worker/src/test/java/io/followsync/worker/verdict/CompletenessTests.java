package io.followsync.worker.verdict;

import java.util.List;
import java.util.stream.Stream;

import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.source.KnownSources;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.TruncationFlags.ExportSign;
import io.followsync.worker.verdict.Judgement.Evidence;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class CompletenessTests {

	private final Completeness completeness = new Completeness(
			new CompletenessProperties(0.05, 0.15, 0.01, 2, 5000, 20));

	static Stream<Arguments> firstWalks() {
		return Stream.of(arguments(0L, 0L, "COMPLETE exact"), arguments(1L, 1L, "COMPLETE exact"),
				arguments(1L, 0L, "again"), arguments(2L, 0L, "again"), arguments(3L, 1L, "COMPLETE"),
				arguments(4L, 1L, "again"), arguments(890L, 0L, "again"), arguments(1000L, 950L, "COMPLETE"),
				arguments(1000L, 949L, "again"), arguments(1000L, 1000L, "COMPLETE exact"),
				arguments(178L, 180L, "COMPLETE"), arguments(null, 5L, "COMPLETE"), arguments(null, 0L, "SUSPECT"));
	}

	@ParameterizedTest(name = "declared {0}, fetched {1}: {2}")
	@MethodSource("firstWalks")
	void judgesAFirstWalkThatEndedCleanly(@Nullable Long declared, long fetched, String expected) {
		assertThat(outcome(walk(1, declared, fetched, TruncationFlags.NONE, WalkEnd.CLEAN), null)).isEqualTo(expected);
	}

	@Test
	void aShortWalkWithRepeatsIsWalkedOnceMore() {
		assertThat(outcome(walked(1, 130L, 129, 130), null)).isEqualTo("again");
		assertThat(outcome(walked(1, 130L, 130, 133), null)).as("nobody missing").isEqualTo("COMPLETE exact");
		assertThat(outcome(walked(2, 130L, 129, 130), new Evidence.Comparison(129, 0))).isEqualTo("COMPLETE");
		assertThat(outcome(walked(2, 130L, 129, 130), new Evidence.Comparison(130, 2))).isEqualTo("COMPLETE exact");
	}

	@Test
	void theFirstCleanWalkWithRepeatsIsWalkedOnceMore() {
		assertThat(outcome(walked(2, 130L, 129, 130), null)).isEqualTo("again");
		assertThat(outcome(walked(2, 5001L, 5000, 5001), null)).as("too long for a third").isEqualTo("COMPLETE");
		assertThat(outcome(walked(3, 130L, 129, 130), null)).isEqualTo("COMPLETE");
	}

	/** Somebody new in the second walk makes up for somebody missing from both. */
	@Test
	void aUnionNeedsTheDeclaredRowsToBeExact() {
		assertThat(outcome(walked(2, 130L, 130, 131), new Evidence.Comparison(130, 1))).isEqualTo("COMPLETE");
		assertThat(outcome(walked(2, 130L, 128, 129), new Evidence.Comparison(130, 2))).isEqualTo("COMPLETE");
	}

	static Stream<Arguments> laterWalks() {
		return Stream.of(arguments(2, 1000L, 900L, 9L, "COMPLETE"), arguments(2, 1000L, 900L, 10L, "again"),
				arguments(2, 1000L, 850L, 2L, "COMPLETE"), arguments(2, 1000L, 849L, 0L, "SUSPECT"),
				arguments(2, 240L, 25L, 0L, "SUSPECT"), arguments(2, 1000L, 0L, 0L, "SUSPECT"),
				arguments(2, 5000L, 4500L, 46L, "again"), arguments(2, 5001L, 4500L, 46L, "SUSPECT"),
				arguments(3, 1000L, 900L, 9L, "COMPLETE"), arguments(3, 1000L, 900L, 10L, "SUSPECT"),
				arguments(3, 1000L, 849L, 0L, "SUSPECT"), arguments(2, null, 500L, 5L, "COMPLETE exact"),
				arguments(2, null, 500L, 6L, "SUSPECT"), arguments(2, null, 0L, 0L, "SUSPECT"));
	}

	@ParameterizedTest(name = "walk {0}, declared {1}, union {2}, differing {3}: {4}")
	@MethodSource("laterWalks")
	void judgesShortLaterWalksByTheirAgreement(int walk, @Nullable Long declared, long union, long differing,
			String expected) {
		ListWalk last = walked(walk, declared, union - differing, union - differing);

		assertThat(outcome(last, new Evidence.Comparison(union, differing))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "2, 240, 'COMPLETE exact'", "3, 240, 'COMPLETE exact'", "2, 232, COMPLETE" })
	void aLaterWalkThatIsLongEnoughIsAccepted(int walk, long fetched, String expected) {
		Evidence.Comparison withADecoy = new Evidence.Comparison(fetched, fetched - 75);

		assertThat(outcome(walked(walk, 240L, fetched, fetched), withADecoy)).isEqualTo(expected);
	}

	@Test
	void acceptsOneWalkOfUnknownSizeWithoutProof() {
		assertThat(this.completeness.judge(new Evidence(KnownSources.WEB_SESSION, walked(1, null, 45, 45), null)))
			.isEqualTo(new Judgement.Verdict(VerdictKind.COMPLETE, false,
					"The list ended cleanly. Its declared size is not known, so it is accepted, not proven."));
	}

	@Test
	void aSecondWalkWithoutComparisonMustMeetTheDeclaredCount() {
		assertThat(outcome(walk(2, 100L, 98L, TruncationFlags.NONE, WalkEnd.CLEAN), null)).isEqualTo("COMPLETE");
		assertThat(outcome(walk(2, 100L, 50L, TruncationFlags.NONE, WalkEnd.CLEAN), null)).isEqualTo("SUSPECT");
	}

	@ParameterizedTest
	@EnumSource(value = WalkEnd.class, names = { "CLEAN", "CUT", "CURSOR_REFUSED" }, mode = EnumSource.Mode.EXCLUDE)
	void aWalkWithoutACleanEndIsPartial(WalkEnd end) {
		assertThat(outcome(walk(1, 100L, 100L, TruncationFlags.NONE, end), null)).isEqualTo("PARTIAL");
	}

	@ParameterizedTest
	@CsvSource({ "false, 'Instagram twice refused to continue the list'",
			"true, 'Instagram refused to continue a later one'" })
	void aRefusedListIsSuspect(boolean confirming, String reason) {
		ListWalk refused = new ListWalk(ListKind.FOLLOWERS, 2, null, 3, 30, 30, 100L, 0, 0, TruncationFlags.NONE,
				confirming, WalkEnd.CURSOR_REFUSED);
		Evidence.Comparison comparison = confirming ? new Evidence.Comparison(90, 60) : null;

		assertThat(this.completeness.judge(new Evidence(KnownSources.WEB_SESSION, refused, comparison)))
			.isInstanceOfSatisfying(Judgement.Verdict.class, (verdict) -> {
				assertThat(verdict.kind()).isEqualTo(VerdictKind.SUSPECT);
				assertThat(verdict.reason()).contains(reason);
			});
	}

	@Test
	void aCutListIsSuspect() {
		assertThat(outcome(walk(1, 50L, 50L, new TruncationFlags(true, 0), WalkEnd.CUT), null)).isEqualTo("SUSPECT");
		assertThat(outcome(walk(1, 50L, 50L, new TruncationFlags(false, 3), WalkEnd.CUT), null)).isEqualTo("SUSPECT");
	}

	@Test
	void anExportIsCompleteWhenItsFilesWereReadWhole() {
		assertThat(ofExport(walk(1, null, 0, TruncationFlags.NONE, WalkEnd.CLEAN))).isEqualTo("COMPLETE exact");
	}

	@ParameterizedTest
	@EnumSource(value = ExportSign.class, names = { "OWNERS_WORD", "UNKNOWN_BEGINNING" })
	void anExportThatMayBeCutProvesNobodyMissing(ExportSign sign) {
		assertThat(ofExport(walk(1, null, 9, new TruncationFlags(false, 0, sign), WalkEnd.CLEAN)))
			.isEqualTo("COMPLETE");
	}

	@Test
	void anExportOfADateRangeIsSuspect() {
		Evidence evidence = new Evidence(KnownSources.DATA_EXPORT,
				walk(1, null, 519, new TruncationFlags(false, 0, ExportSign.DATE_RANGE), WalkEnd.CUT), null);

		assertThat(this.completeness.judge(evidence)).isInstanceOfSatisfying(Judgement.Verdict.class, (verdict) -> {
			assertThat(verdict.kind()).isEqualTo(VerdictKind.SUSPECT);
			assertThat(verdict.reason()).contains("date range");
			assertThat(verdict.advice()).contains("All time");
		});
	}

	@Test
	void refusesToJudgeAWalkThatGoesOn() {
		assertThatIllegalArgumentException().isThrownBy(() -> outcome(ListWalk.start(ListKind.FOLLOWING), null))
			.withMessageContaining("FOLLOWING");
	}

	@Test
	void anUnfinishedWalkIsPartialAndSaysHowFarItCame() {
		ListWalk begun = ListWalk.start(ListKind.FOLLOWERS)
			.after(new Page(List.of(), new Cursor("1"), true, TruncationFlags.NONE, null), 25, false);

		assertThat(asItStands(begun)).isEqualTo("PARTIAL Read up to 25 members, then the job failed.");
		assertThat(asItStands(begun.again())).startsWith("PARTIAL Instagram refused")
			.endsWith("the job failed before it was read again.");
		assertThat(asItStands(ListWalk.start(ListKind.FOLLOWING)))
			.isEqualTo("PARTIAL The job failed before it read a page of this list.");
	}

	@Test
	void aListThatNeededAnotherWalkIsSuspect() {
		ListWalk shortOne = walk(1, 1000L, 900, TruncationFlags.NONE, WalkEnd.CLEAN);

		assertThat(asItStands(shortOne)).isEqualTo("SUSPECT 900 members of 1000 declared.");
		assertThat(asItStands(shortOne.again()))
			.startsWith("SUSPECT The first reading did not prove the list complete");
	}

	@Test
	void anEndedWalkIsJudgedTheSameAfterAFailure() {
		assertThat(asItStands(walk(1, 1000L, 1000, TruncationFlags.NONE, WalkEnd.CLEAN))).startsWith("COMPLETE");
		assertThat(asItStands(walk(1, 1000L, 1000, new TruncationFlags(true, 0), WalkEnd.CUT))).startsWith("SUSPECT");
		assertThat(asItStands(walk(1, 1000L, 1000, TruncationFlags.NONE, WalkEnd.REPEATED_CURSOR)))
			.startsWith("PARTIAL");
	}

	private String asItStands(ListWalk walk) {
		Judgement.Verdict verdict = this.completeness
			.judgeAsItStands(new Evidence(KnownSources.WEB_SESSION, walk, null));
		return verdict.kind() + " " + verdict.reason();
	}

	private String ofExport(ListWalk walk) {
		return text(this.completeness.judge(new Evidence(KnownSources.DATA_EXPORT, walk, null)));
	}

	private String outcome(ListWalk walk, Evidence.@Nullable Comparison comparison) {
		return text(this.completeness.judge(new Evidence(KnownSources.WEB_SESSION, walk, comparison)));
	}

	private static String text(Judgement judgement) {
		return switch (judgement) {
			case Judgement.WalkAgain again -> "again";
			case Judgement.Verdict verdict -> verdict.kind() + (verdict.exact() ? " exact" : "");
		};
	}

	private static ListWalk walked(int walk, @Nullable Long declared, long fetched, long rows) {
		return new ListWalk(ListKind.FOLLOWERS, walk, null, 1, rows, fetched, declared, 0, 0, TruncationFlags.NONE,
				walk > 1, WalkEnd.CLEAN);
	}

	private static ListWalk walk(int walk, @Nullable Long declared, long fetched, TruncationFlags cut, WalkEnd end) {
		return new ListWalk(ListKind.FOLLOWERS, walk, null, 1, fetched, fetched, declared, 0, 0, cut, false, end);
	}

}
