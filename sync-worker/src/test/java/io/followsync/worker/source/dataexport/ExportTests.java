package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags.ExportSign;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExportTests {

	private static final Instant EXPORTED = Instant.parse("2026-07-10T12:00:00Z");

	private static final Map<String, Instant> FOLLOWERS = Map.of("early", ago(300), "late", ago(1));

	private final DatedLists titles = new DatedLists(false);

	private final DatedLists values = new DatedLists(true);

	@Test
	void twoEmptyListsGiveNoResult() {
		assertThat(followers(this.titles, Map.of(), Map.of(), false)).isEqualTo(ExportSign.NOTHING_AT_ALL);
		assertThat(followers(this.titles, Map.of(), Map.of(), true)).isEqualTo(ExportSign.NOTHING_AT_ALL);
	}

	@Test
	void noFollowersAreBelievedOnlyOnTheOwnersWord() {
		Map<String, Instant> following = Map.of("a", ago(900), "b", ago(1));
		assertThat(followers(this.titles, Map.of(), following, false)).isEqualTo(ExportSign.NO_FOLLOWERS);
		assertThat(followers(this.titles, Map.of(), following, true)).isEqualTo(ExportSign.OWNERS_WORD);
		assertThat(doubtful(Map.of(), following, true)).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void noFollowersOfAYoungAccountProveNothing() {
		Map<String, Instant> following = Map.of("a", ago(3), "b", ago(1));
		assertThat(followers(this.titles, Map.of(), following, false)).isEqualTo(ExportSign.UNKNOWN_BEGINNING);
		assertThat(followers(this.titles, Map.of(), following, true)).isEqualTo(ExportSign.UNKNOWN_BEGINNING);
		assertThat(doubtful(Map.of(), following, false)).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void theOwnersWordLeavesOlderFollowingDoubtful() {
		Map<String, Instant> following = Map.of("older", ago(900), "old", ago(301), "new", ago(299), "newer", ago(2));
		assertThat(followers(this.titles, FOLLOWERS, following, false)).isEqualTo(ExportSign.DATE_RANGE);
		assertThat(followers(this.titles, FOLLOWERS, following, true)).isEqualTo(ExportSign.OWNERS_WORD);
		assertThat(doubtful(FOLLOWERS, following, true)).containsExactlyInAnyOrder("older", "old");
	}

	@Test
	void reportsTheOwnersWordForTwoCutLists() {
		Map<String, Instant> following = Map.of("older", ago(900), "old", ago(301), "new", ago(299), "newer", ago(2));
		assertThat(followers(this.values, FOLLOWERS, following, false)).isEqualTo(ExportSign.DATE_RANGE);
		assertThat(followers(this.values, FOLLOWERS, following, true)).isEqualTo(ExportSign.OWNERS_WORD);
	}

	@Test
	void membersWithoutADateAreAlwaysDoubtful() {
		Map<String, Instant> following = Stream
			.of(Map.of("new", ago(2), "newer", ago(1)), Collections.<String, Instant>singletonMap("undated", null))
			.collect(HashMap::new, Map::putAll, Map::putAll);
		assertThat(doubtful(FOLLOWERS, following, true)).containsExactly("undated");
		assertThat(doubtful(FOLLOWERS, following, false)).containsExactly("undated");
	}

	@Test
	void fewOlderThanTheFirstFollowerAreDoubtfulToo() {
		Map<String, Instant> following = Map.of("old", ago(301), "new", ago(299));
		assertThat(followers(this.titles, FOLLOWERS, following, false)).isEqualTo(ExportSign.NONE);
		assertThat(doubtful(FOLLOWERS, following, false)).containsExactly("old");
	}

	@Test
	void whoWasFollowedAfterTheLastFollowerIsDoubtful() {
		Map<String, Instant> following = Map.of("within", ago(299), "last", ago(1), "after", ago(0));
		assertThat(followers(this.titles, FOLLOWERS, following, false)).isEqualTo(ExportSign.NONE);
		assertThat(doubtful(FOLLOWERS, following, false)).containsExactly("after");
	}

	@Test
	void listsFromBeforeAutumn2025ProveNothing() {
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

	private ExportSign followers(DatedLists shape, Map<String, Instant> followers, Map<String, Instant> following,
			boolean allTime) {
		return Export.of(this.titles.list(followers), shape.list(following), EXPORTED, allTime).followersSign();
	}

	private ExportSign following(DatedLists shape, Map<String, Instant> following) {
		return Export.of(this.titles.list(FOLLOWERS), shape.list(following), EXPORTED, false).followingSign();
	}

	private List<String> doubtful(Map<String, Instant> followers, Map<String, Instant> following, boolean allTime) {
		return Export.of(this.titles.list(followers), this.titles.list(following), EXPORTED, allTime)
			.members(ListKind.FOLLOWING, 0, following.size())
			.stream()
			.filter(Member::doubtful)
			.map(Member::username)
			.toList();
	}

	private static Instant ago(int days) {
		return EXPORTED.minus(Duration.ofDays(days));
	}

}
