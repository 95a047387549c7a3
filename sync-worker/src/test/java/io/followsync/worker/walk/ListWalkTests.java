package io.followsync.worker.walk;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.TruncationFlags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ListWalkTests {

	private final ListWalk walk = ListWalk.start(ListKind.FOLLOWERS);

	@Test
	void aShortPageIsNotTheEnd() {
		ListWalk after = this.walk.after(page(7, "next", true), 7, false);

		assertThat(after.hasEnded()).isFalse();
		assertThat(after.cursor()).isEqualTo(new Cursor("next"));
	}

	@Test
	void onlyTwoEmptyPagesInARowEndTheWalk() {
		ListWalk one = this.walk.after(page(0, "a", true), 0, false);

		assertThat(one.hasEnded()).isFalse();
		assertThat(one.after(page(0, "b", true), 0, false).end()).isEqualTo(WalkEnd.NOTHING_NEW);
		assertThat(one.after(page(3, "b", true), 3, false).after(page(0, "c", true), 0, false).hasEnded()).isFalse();
	}

	@Test
	void endsCleanlyWithoutCursorAndWithoutMore() {
		assertThat(this.walk.after(page(3, null, false), 3, false).end()).isEqualTo(WalkEnd.CLEAN);
		assertThat(this.walk.after(page(3, null, null), 3, false).end()).isEqualTo(WalkEnd.CLEAN);
	}

	@Test
	void moreWithoutACursorIsAMissingCursor() {
		assertThat(this.walk.after(page(3, null, true), 3, false).end()).isEqualTo(WalkEnd.MISSING_CURSOR);
	}

	@Test
	void aWalkContinuesPastNothingMoreWhileMembersAreNew() {
		ListWalk one = this.walk.after(page(3, "a", false), 3, false);

		assertThat(one.hasEnded()).isFalse();
		assertThat(one.after(page(3, "b", false), 1, false).hasEnded()).isFalse();
		assertThat(one.after(page(3, "b", false), 0, false).end()).isEqualTo(WalkEnd.NOTHING_NEW);
		assertThat(one.after(page(0, null, false), 0, false).end()).isEqualTo(WalkEnd.CLEAN);
	}

	@Test
	void aRepeatedCursorEndsTheWalk() {
		assertThat(this.walk.after(page(3, "a", true), 3, true).end()).isEqualTo(WalkEnd.REPEATED_CURSOR);
	}

	@Test
	void threePagesWithoutANewMemberEndTheWalk() {
		ListWalk two = this.walk.after(page(3, "a", true), 0, false).after(page(3, "b", true), 0, false);

		assertThat(two.hasEnded()).isFalse();
		assertThat(two.after(page(3, "c", true), 0, false).end()).isEqualTo(WalkEnd.NOTHING_NEW);
	}

	@Test
	void aTruncationFlagOfAnyPageMakesTheEndACut() {
		Page cut = new Page(members(3), new Cursor("a"), true, new TruncationFlags(false, 4), null);

		ListWalk ended = this.walk.after(cut, 3, false).after(page(3, null, false), 3, false);

		assertThat(ended.end()).isEqualTo(WalkEnd.CUT);
		assertThat(ended.cut().hidden()).isEqualTo(4);
	}

	@Test
	void theDeclaredCountBoundsThePages() {
		ListWalk long_ = this.walk.declaring(10L);
		for (int page = 1; page < 500; page++) {
			long_ = long_.after(page(1, "c" + page, true), 1, false);
		}

		assertThat(long_.hasEnded()).isFalse();
		assertThat(long_.after(page(1, "last", true), 1, false).end()).isEqualTo(WalkEnd.PAGE_CAP);
	}

	@Test
	void walksAgainTwiceAndKeepsTheDeclaredCount() {
		ListWalk again = this.walk.declaring(9L).after(page(3, null, false), 3, false).again();
		ListWalk third = again.after(page(3, "a", true), 3, false).ending(WalkEnd.CLEAN).again();

		assertThat(again).extracting(ListWalk::walk, ListWalk::declared, ListWalk::fetched, ListWalk::comparable)
			.containsExactly(2, 9L, 0L, true);
		assertThat(third).extracting(ListWalk::walk, ListWalk::declared, ListWalk::fetched, ListWalk::comparable)
			.containsExactly(3, 9L, 0L, true);
		assertThatIllegalStateException().isThrownBy(third::again).withMessageContaining("walk 3");
	}

	@Test
	void anAbandonedWalkIsNotCompared() {
		assertThat(this.walk.after(page(3, "a", true), 3, false).again().comparable()).isFalse();
	}

	private static Page page(int members, @Nullable String next, @Nullable Boolean hasMore) {
		return new Page(members(members), (next != null) ? new Cursor(next) : null, hasMore, TruncationFlags.NONE,
				null);
	}

	private static List<Member> members(int count) {
		return (count == 0) ? Collections.emptyList()
				: LongStream.rangeClosed(1, count)
					.mapToObj((id) -> new Member(id, "m" + id, "", false, false, false))
					.toList();
	}

}
