package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.worker.source.ExportSign;
import io.followsync.worker.source.Member;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BeginningsTests {

	private static final Instant EXPORTED = Instant.parse("2026-07-10T12:00:00Z");

	private static final Map<String, Instant> FOLLOWERS = Map.of("early", ago(300), "late", ago(1));

	private final Dated titles = new Dated(false);

	private final Dated values = new Dated(true);

	@Test
	void nothingInEitherListIsNoResult() {
		assertThat(followers(this.titles, Map.of(), Map.of(), false)).isEqualTo(ExportSign.NOTHING_AT_ALL);
		assertThat(followers(this.titles, Map.of(), Map.of(), true)).isEqualTo(ExportSign.NOTHING_AT_ALL);
	}

	@Test
	void nobodyBesideALongFollowingIsBelievedOnlyOnTheOwnersWord() {
		Map<String, Instant> following = Map.of("a", ago(900), "b", ago(1));
		assertThat(followers(this.titles, Map.of(), following, false)).isEqualTo(ExportSign.NO_FOLLOWERS);
		assertThat(followers(this.titles, Map.of(), following, true)).isEqualTo(ExportSign.OWNERS_WORD);
		assertThat(doubtful(Map.of(), following, true)).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void nobodyBesideAYoungFollowingProvesNothing() {
		Map<String, Instant> following = Map.of("a", ago(3), "b", ago(1));
		assertThat(followers(this.titles, Map.of(), following, false)).isEqualTo(ExportSign.UNKNOWN_BEGINNING);
		assertThat(followers(this.titles, Map.of(), following, true)).isEqualTo(ExportSign.UNKNOWN_BEGINNING);
		assertThat(doubtful(Map.of(), following, false)).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void theOwnersWordLeavesInDoubtWhoWasFollowedBeforeTheFirstFollower() {
		Map<String, Instant> following = Map.of("older", ago(900), "old", ago(301), "new", ago(299), "newer", ago(2));
		assertThat(followers(this.titles, FOLLOWERS, following, false)).isEqualTo(ExportSign.DATE_RANGE);
		assertThat(followers(this.titles, FOLLOWERS, following, true)).isEqualTo(ExportSign.OWNERS_WORD);
		assertThat(doubtful(FOLLOWERS, following, true)).containsExactlyInAnyOrder("older", "old");
	}

	@Test
	void theOwnersWordForListsThatWereBothCutIsTakenForAWordOnly() {
		Map<String, Instant> following = Map.of("older", ago(900), "old", ago(301), "new", ago(299), "newer", ago(2));
		assertThat(followers(this.values, FOLLOWERS, following, false)).isEqualTo(ExportSign.DATE_RANGE);
		assertThat(followers(this.values, FOLLOWERS, following, true)).isEqualTo(ExportSign.OWNERS_WORD);
	}

	@Test
	void whoHasNoDateIsInDoubtWhateverTheOwnerSays() {
		Map<String, Instant> following = Stream
			.of(Map.of("new", ago(2), "newer", ago(1)), Collections.<String, Instant>singletonMap("undated", null))
			.collect(HashMap::new, Map::putAll, Map::putAll);
		assertThat(doubtful(FOLLOWERS, following, true)).containsExactly("undated");
		assertThat(doubtful(FOLLOWERS, following, false)).containsExactly("undated");
	}

	@Test
	void whoWasFollowedBeforeTheFirstFollowerIsInDoubtAlsoIfTheyAreFew() {
		Map<String, Instant> following = Map.of("old", ago(301), "new", ago(299));
		assertThat(followers(this.titles, FOLLOWERS, following, false)).isEqualTo(ExportSign.NONE);
		assertThat(doubtful(FOLLOWERS, following, false)).containsExactly("old");
	}

	@Test
	void whoWasFollowedAfterTheLastFollowerCameIsInDoubt() {
		Map<String, Instant> following = Map.of("within", ago(299), "last", ago(1), "after", ago(0));
		assertThat(followers(this.titles, FOLLOWERS, following, false)).isEqualTo(ExportSign.NONE);
		assertThat(doubtful(FOLLOWERS, following, false)).containsExactly("after");
	}

	@Test
	void listsOfTheTimeWhenBothWereCutProveNothing() {
		Map<String, Instant> following = Map.of("a", ago(290), "b", ago(1));
		assertThat(followers(this.values, FOLLOWERS, following, false)).isEqualTo(ExportSign.UNKNOWN_BEGINNING);
		assertThat(followers(this.values, FOLLOWERS, following, true)).isEqualTo(ExportSign.UNKNOWN_BEGINNING);
		assertThat(following(this.values, following)).isEqualTo(ExportSign.UNKNOWN_BEGINNING);
		assertThat(followers(this.titles, FOLLOWERS, following, false)).isEqualTo(ExportSign.NONE);
	}

	@Test
	void listsWithoutDatesProveNothing() {
		Map<String, Instant> undated = Collections.singletonMap("a", null);
		assertThat(followers(this.titles, undated, Map.of("b", ago(9)), false)).isEqualTo(ExportSign.UNKNOWN_BEGINNING);
		assertThat(followers(this.titles, FOLLOWERS, undated, false)).isEqualTo(ExportSign.UNKNOWN_BEGINNING);
	}

	private ExportSign followers(Dated shape, Map<String, Instant> followers, Map<String, Instant> following,
			boolean allTime) {
		return Beginnings.of(this.titles.list(followers), shape.list(following), EXPORTED, allTime).followers();
	}

	private ExportSign following(Dated shape, Map<String, Instant> following) {
		return Beginnings.of(this.titles.list(FOLLOWERS), shape.list(following), EXPORTED, false).following();
	}

	private List<String> doubtful(Map<String, Instant> followers, Map<String, Instant> following, boolean allTime) {
		MemberList list = this.titles.list(following);
		return list.members(0, list.size(), Beginnings.of(this.titles.list(followers), list, EXPORTED, allTime).doubt())
			.stream()
			.filter(Member::doubtful)
			.map(Member::username)
			.toList();
	}

	private static Instant ago(int days) {
		return EXPORTED.minus(Duration.ofDays(days));
	}

}
