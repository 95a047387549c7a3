package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.KnownSources;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.TruncationFlags.ExportSign;
import io.followsync.worker.verdict.Completeness;
import io.followsync.worker.verdict.CompletenessProperties;
import io.followsync.worker.verdict.Judgement.Evidence;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Accounts as they really grow, with a complete export and one cut in every way offered.
 */
class CutExportsTests {

	private static final List<Period> OFFERED = List.of(Period.ofWeeks(1), Period.ofMonths(1), Period.ofMonths(3),
			Period.ofMonths(6), Period.ofYears(1), Period.ofYears(3));

	private static final int CUSTOM = 8;

	/** With {@code -Pfull}; otherwise a fifth of them. */
	private static final int MAX_SEEDS = 200;

	static LongStream seeds() {
		return LongStream.rangeClosed(1, Boolean.getBoolean("tests.thorough") ? MAX_SEEDS : MAX_SEEDS / 5);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aWholeExportIsComplete(long seed) {
		RealisticAccount account = RealisticAccount.grown(seed);
		assertThat(signs(account, false, written(seed)).isCut()).isFalse();
		assertThat(signs(account, true, written(seed)).isCut()).isFalse();
		assertThat(confirmed(account, false, written(seed), false)).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void cutFollowersConfirmNobody(long seed) {
		assertNobodyIsConfirmed(seed, false, RealisticAccount::withFollowersSince);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void listsThatWereBothCutConfirmNobody(long seed) {
		assertNobodyIsConfirmed(seed, true, RealisticAccount::withBothSince);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aFalseWordOfTheOwnerConfirmsNobody(long seed) {
		RealisticAccount account = RealisticAccount.grown(seed);
		for (Instant border : borders(account, seed)) {
			for (boolean namedInValue : List.of(true, false)) {
				RealisticAccount cut = account.withFollowersSince(border);
				Export export = export(cut, namedInValue, written(seed), true);
				if (export.followersSign() != ExportSign.NONE) {
					assertThat(confirmed(cut, namedInValue, written(seed), true)).as("seed %d, cut at %s", seed, border)
						.isEmpty();
				}
			}
		}
	}

	/** Somebody who follows back after the end of the range is confirmed nevertheless. */
	@ParameterizedTest
	@MethodSource("seeds")
	void aRangeThatEndedLongAgoConfirmsNobodyFollowedLater(long seed) {
		RealisticAccount account = RealisticAccount.grown(seed);
		List<Instant> begins = new ArrayList<>(borders(account, seed));
		begins.add(account.began());
		for (Instant from : begins) {
			Instant until = from.plus(Duration.between(from, RealisticAccount.EXPORTED).dividedBy(2));
			assertThat(confirmed(account.withFollowersBetween(from, until), false, written(seed), false))
				.as("confirmed rows of seed %d, cut to %s - %s", seed, from, until)
				.allSatisfy((name) -> assertThat(account.followers()).doesNotContainKey(name));
		}
	}

	private static void assertNobodyIsConfirmed(long seed, boolean namedInValue,
			BiFunction<RealisticAccount, Instant, RealisticAccount> cut) {
		RealisticAccount account = RealisticAccount.grown(seed);
		for (Instant border : borders(account, seed)) {
			assertThat(confirmed(cut.apply(account, border), namedInValue, written(seed), false))
				.as("confirmed rows of seed %d, cut at %s", seed, border)
				.isEmpty();
		}
	}

	private static List<Instant> borders(RealisticAccount account, long seed) {
		List<Instant> borders = new ArrayList<>();
		OFFERED.forEach((range) -> borders.add(RealisticAccount.EXPORTED.atZone(ZoneOffset.UTC)
			.minus(range)
			.toLocalDate()
			.atStartOfDay(ZoneOffset.UTC)
			.toInstant()));
		Random random = new Random(seed);
		Duration life = Duration.between(account.began(), RealisticAccount.EXPORTED);
		for (int custom = 0; custom < CUSTOM; custom++) {
			borders.add(account.began().plusSeconds((long) ((0.25 + 0.74 * random.nextDouble()) * life.toSeconds())));
		}
		return borders;
	}

	// Loose files do not say when they were written.
	private static @Nullable Instant written(long seed) {
		return (seed % 2 == 0) ? RealisticAccount.EXPORTED : null;
	}

	private static ExportSign signs(RealisticAccount account, boolean namedInValue, @Nullable Instant written) {
		Export export = export(account, namedInValue, written, false);
		return export.followersSign();
	}

	/** Who is confirmed as not following back. */
	private static List<String> confirmed(RealisticAccount account, boolean namedInValue, @Nullable Instant written,
			boolean allTime) {
		Export export = export(account, namedInValue, written, allTime);
		if (!isExact(export)) {
			return List.of();
		}
		return export.members(ListKind.FOLLOWING, 0, export.following().size())
			.stream()
			.filter((member) -> !member.doubtful() && !account.followers().containsKey(member.username()))
			.map(Member::username)
			.toList();
	}

	private static boolean isExact(Export export) {
		TruncationFlags signs = export.truncation(ListKind.FOLLOWERS);
		ListWalk walk = new ListWalk(ListKind.FOLLOWERS, 1, null, 1, 1, 1, null, 0, 0, signs, false,
				signs.any() ? WalkEnd.CUT : WalkEnd.CLEAN);
		return new Completeness(new CompletenessProperties(0.05, 0.15, 0.01, 2, 5000, 20))
			.judgeAsItStands(new Evidence(KnownSources.DATA_EXPORT, walk, null))
			.exact();
	}

	private static Export export(RealisticAccount account, boolean namedInValue, @Nullable Instant written,
			boolean allTime) {
		NameKeys keys = new NameKeys();
		MemberList followers = new DatedLists(keys, true).list(account.followers());
		MemberList following = new DatedLists(keys, namedInValue).list(account.following());
		return Export.of(followers, following, written, allTime);
	}

}
