package io.followsync.worker.walk;

import io.followsync.job.JobProgress.ListProgress;
import io.followsync.job.ListKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.TruncationFlags;
import org.jspecify.annotations.Nullable;

/**
 * The state of the walk over one list: stored with every page, and resumed from.
 *
 * @param walk 1, or more when the list had to be walked again
 * @param cursor after the last stored page; null at the start
 * @param rows of this walk, repeated ones included
 * @param fetched distinct members of this walk
 * @param declared the count that the account declares, if known
 * @param emptyPages in a row
 * @param stalePages pages without a new member, in a row
 * @param cut signs of a cut that any page has shown
 * @param comparable whether an earlier walk ended cleanly, so that this one can be
 * compared with it
 * @param end null while it goes on
 */
public record ListWalk(ListKind list, int walk, Page.@Nullable Cursor cursor, int pages, long rows, long fetched,
		@Nullable Long declared, int emptyPages, int stalePages, TruncationFlags cut, boolean comparable,
		@Nullable WalkEnd end) {

	public static final int MAX_WALKS = 3;

	private static final int MAX_EMPTY_PAGES = 2;

	private static final int MAX_STALE_PAGES = 3;

	private static final long MIN_PAGE_CAP = 500;

	private static final long SMALLEST_PAGE = 12;

	private static final int PAGE_CAP_FACTOR = 2;

	// About a million members, more than an account that declares nothing is likely to
	// have.
	private static final long UNDECLARED_PAGE_CAP = 40_000;

	public static ListWalk start(ListKind list) {
		return new ListWalk(list, 1, null, 0, 0, 0, null, 0, 0, TruncationFlags.NONE, false, null);
	}

	/**
	 * Whether this state is possible: a walk under way has a cursor if and only if it has
	 * read a page, no count is negative, and there are no more members than rows.
	 */
	public boolean isSound() {
		boolean underWay = hasEnded() || (this.pages > 0) == (this.cursor != null);
		boolean counted = this.pages >= 0 && this.fetched >= 0 && this.rows >= this.fetched && this.emptyPages >= 0
				&& this.stalePages >= 0 && (this.declared == null || this.declared >= 0);
		return underWay && counted && this.walk >= 1 && this.walk <= MAX_WALKS;
	}

	/** Whether a page of the list was read, in this walk or in an earlier one. */
	public boolean hasBegun() {
		return this.pages > 0 || this.walk > 1;
	}

	public boolean hasEnded() {
		return this.end != null;
	}

	public boolean isFirst() {
		return this.walk == 1;
	}

	public boolean isLast() {
		return this.walk == MAX_WALKS;
	}

	/** Whether a row of this walk repeats another. */
	public boolean hasRepeats() {
		return this.rows > this.fetched;
	}

	/**
	 * The next walk: the same list from its beginning, keeping only the declared count.
	 */
	public ListWalk again() {
		if (isLast()) {
			throw new IllegalStateException("walk " + this.walk + " of " + this.list + " cannot be walked again");
		}
		return new ListWalk(this.list, this.walk + 1, null, 0, 0, 0, this.declared, 0, 0, TruncationFlags.NONE,
				this.comparable || this.end == WalkEnd.CLEAN, null);
	}

	/** The same walk from its beginning, without its pages. */
	public ListWalk startedOver() {
		return new ListWalk(this.list, this.walk, null, 0, 0, 0, this.declared, 0, 0, TruncationFlags.NONE,
				this.comparable, null);
	}

	public ListWalk declaring(@Nullable Long count) {
		return new ListWalk(this.list, this.walk, this.cursor, this.pages, this.rows, this.fetched, count,
				this.emptyPages, this.stalePages, this.cut, this.comparable, this.end);
	}

	/** This walk, abandoned where it stands. */
	public ListWalk ending(WalkEnd why) {
		return new ListWalk(this.list, this.walk, this.cursor, this.pages, this.rows, this.fetched, this.declared,
				this.emptyPages, this.stalePages, this.cut, this.comparable, why);
	}

	/**
	 * The walk after one more page.
	 * @param fresh how many members of the page were not seen before in this walk
	 * @param cursorSeen whether the page's cursor was followed before in this walk
	 */
	public ListWalk after(Page page, int fresh, boolean cursorSeen) {
		boolean empty = page.members().isEmpty();
		TruncationFlags cutSoFar = new TruncationFlags(this.cut.limited() || page.cut().limited(),
				Math.max(this.cut.hidden(), page.cut().hidden()), page.cut().export());
		ListWalk next = new ListWalk(this.list, this.walk, page.next(), this.pages + 1,
				this.rows + page.members().size(), this.fetched + fresh, this.declared, empty ? this.emptyPages + 1 : 0,
				(fresh == 0) ? this.stalePages + 1 : 0, cutSoFar, this.comparable, null);
		WalkEnd end = next.endAfter(page, fresh, cursorSeen);
		return (end != null) ? next.ending(end) : next;
	}

	// The stop rule, derived from recorded answers: neither a short nor an empty page is
	// an end; "nothing more" beside a cursor is one only if the page brought nothing new.
	private @Nullable WalkEnd endAfter(Page page, int fresh, boolean cursorSeen) {
		if (page.next() == null) {
			if (Boolean.TRUE.equals(page.hasMore())) {
				return WalkEnd.MISSING_CURSOR;
			}
			return this.cut.any() ? WalkEnd.CUT : WalkEnd.CLEAN;
		}
		if (cursorSeen) {
			return WalkEnd.REPEATED_CURSOR;
		}
		boolean saysDone = Boolean.FALSE.equals(page.hasMore()) && fresh == 0;
		if (saysDone || this.emptyPages >= MAX_EMPTY_PAGES || this.stalePages >= MAX_STALE_PAGES) {
			return WalkEnd.NOTHING_NEW;
		}
		return (this.pages >= pageCap()) ? WalkEnd.PAGE_CAP : null;
	}

	private long pageCap() {
		return (this.declared != null)
				? Math.max(MIN_PAGE_CAP, Math.ceilDiv(this.declared, SMALLEST_PAGE) * PAGE_CAP_FACTOR)
				: UNDECLARED_PAGE_CAP;
	}

	public ListProgress progress(@Nullable VerdictKind verdict) {
		return new ListProgress(this.fetched, this.declared, this.pages, this.walk, verdict);
	}

}
