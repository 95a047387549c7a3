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
import io.followsync.worker.source.ExportSign;
import io.followsync.worker.source.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Accounts as they really grow, with their export whole and cut in every way offered. */
class CutExportsTests {

	private static final List<Period> OFFERED = List.of(Period.ofWeeks(1), Period.ofMonths(1), Period.ofMonths(3),
			Period.ofMonths(6), Period.ofYears(1), Period.ofYears(3));

	private static final int CUSTOM = 8;

	static LongStream seeds() {
		return LongStream.range(1, 201);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aWholeExportIsComplete(long seed) {
		RealisticAccount account = RealisticAccount.grown(seed);
		assertThat(signs(account, false, packed(seed)).isCut()).isFalse();
		assertThat(signs(account, true, packed(seed)).isCut()).isFalse();
		assertThat(certain(account, false, packed(seed))).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void nobodyIsAccusedForSureByFollowersThatWereCut(long seed) {
		assertNobodyIsAccused(seed, false, RealisticAccount::withFollowersSince);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void nobodyIsAccusedForSureByListsThatWereBothCut(long seed) {
		assertNobodyIsAccused(seed, true, RealisticAccount::withBothSince);
	}

	private static void assertNobodyIsAccused(long seed, boolean inValue,
			BiFunction<RealisticAccount, Instant, RealisticAccount> cut) {
		RealisticAccount account = RealisticAccount.grown(seed);
		for (Instant border : borders(account, seed)) {
			assertThat(certain(cut.apply(account, border), inValue, packed(seed)))
				.as("certain rows of seed %d, cut at %s", seed, border)
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
	private static @Nullable Instant packed(long seed) {
		return (seed % 2 == 0) ? RealisticAccount.EXPORTED : null;
	}

	private static ExportSign signs(RealisticAccount account, boolean inValue, @Nullable Instant packed) {
		Export export = export(account, inValue, packed);
		return export.sign(ListKind.FOLLOWERS);
	}

	/** Who is said for sure not to follow back. */
	private static List<String> certain(RealisticAccount account, boolean inValue, @Nullable Instant packed) {
		Export export = export(account, inValue, packed);
		if (export.sign(ListKind.FOLLOWERS) != ExportSign.NONE) {
			return List.of();
		}
		return export.members(ListKind.FOLLOWING, 0, export.following().size())
			.stream()
			.filter((member) -> !member.doubtful() && !account.followers().containsKey(member.username()))
			.map(Member::username)
			.toList();
	}

	private static Export export(RealisticAccount account, boolean inValue, @Nullable Instant packed) {
		NameKeys keys = new NameKeys();
		MemberList followers = new Dated(keys, true).list(account.followers());
		MemberList following = new Dated(keys, inValue).list(account.following());
		return new Export(followers, following, Beginnings.of(followers, following, packed, false));
	}

}
