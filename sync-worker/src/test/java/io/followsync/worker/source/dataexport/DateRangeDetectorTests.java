package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DateRangeDetectorTests {

	private static final Instant EXPORTED = Instant.parse("2026-07-10T12:00:00Z");

	private static final Instant LONG_AGO = Instant.parse("2019-01-01T00:00:00Z");

	private final DatedLists dated = new DatedLists(false);

	@ParameterizedTest
	@CsvSource({ "2026-07-03T09:00:00Z", "2026-06-10T09:00:00Z", "2026-04-10T20:00:00Z", "2026-01-10T00:00:00Z",
			"2025-07-10T00:00:00Z", "2025-07-12T00:00:00Z", "2023-07-10T01:00:00Z" })
	void followersThatBeginWhereARangeBeginsAreCut(Instant oldest) {
		assertThat(isCut(spread(500, oldest), oneOld(oldest), null)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "2025-09-01T00:00:00Z", "2026-02-20T00:00:00Z", "2024-10-01T00:00:00Z", "2019-03-01T00:00:00Z" })
	void followersThatBeginElsewhereAreNotCut(Instant oldest) {
		assertThat(isCut(spread(500, oldest), oneOld(oldest), null)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "1, 2, false", "1, 30, false", "2, 41, false", "2, 40, true", "2, 3, true", "5, 101, false",
			"6, 101, true" })
	void twoAndATwentiethOfOlderFollowingMeanACut(int older, int following, boolean cut) {
		Instant oldest = Instant.parse("2024-10-01T00:00:00Z");
		List<Instant> all = new ArrayList<>(spread(following - older, oldest));
		IntStream.range(0, older).forEach((i) -> all.add(oldest.minus(Duration.ofDays(30 + i))));
		assertThat(isCut(spread(500, oldest), all, null)).isEqualTo(cut);
	}

	@Test
	void aNewAccountIsNotCut() {
		Instant began = EXPORTED.minus(Duration.ofDays(364));
		assertThat(isCut(spread(500, began), spread(300, began.minus(Duration.ofDays(1))), null)).isFalse();
		Instant lastMonth = EXPORTED.minus(Duration.ofDays(29));
		assertThat(isCut(spread(20, lastMonth), spread(40, lastMonth.minus(Duration.ofHours(5))), null)).isFalse();
	}

	@Test
	void acceptsTheTimeOfTheArchive() {
		Instant quietSince = EXPORTED.minus(Duration.ofDays(60));
		List<Instant> followers = List.of(EXPORTED.minus(Duration.ofDays(364)), quietSince);
		List<Instant> following = List.of(LONG_AGO, quietSince);
		assertThat(isCut(followers, following, EXPORTED)).isTrue();
		assertThat(isCut(followers, following, null)).isFalse();
	}

	@Test
	void ignoresAnArchiveTimeThatIsTooOld() {
		assertThat(isCut(spread(500, LONG_AGO), spread(300, LONG_AGO.minus(Duration.ofDays(30))),
				LONG_AGO.plus(Duration.ofDays(365))))
			.isFalse();
	}

	@Test
	void entriesWithoutDatesProveNothing() {
		assertThat(isCut(spread(5, LONG_AGO), List.of(), null)).isFalse();
		assertThat(isCut(List.of(), spread(5, LONG_AGO), null)).isFalse();
		assertThat(isCut(List.of(), List.of(), null)).isFalse();
	}

	private boolean isCut(List<Instant> followers, List<Instant> following, @Nullable Instant written) {
		return DateRangeDetector.isCut(this.dated.list(followers), this.dated.list(following), written);
	}

	// So few that the share proves nothing.
	private static List<Instant> oneOld(Instant oldest) {
		List<Instant> following = new ArrayList<>(spread(300, oldest));
		following.add(LONG_AGO);
		return following;
	}

	// From the oldest to the day of the export, evenly.
	private static List<Instant> spread(int members, Instant oldest) {
		Duration step = Duration.between(oldest, EXPORTED).dividedBy(Math.max(members - 1, 1));
		return IntStream.range(0, members).mapToObj((i) -> oldest.plus(step.multipliedBy(i))).toList();
	}

}
