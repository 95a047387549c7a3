package io.followsync.simulator.friendships;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.followsync.simulator.faults.FaultKind.PageShape;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.population.Population.Member;
import io.followsync.simulator.population.Population.Slice;
import io.followsync.simulator.population.PseudoRandom;
import io.followsync.simulator.state.AuditTrail.PageKey;
import io.followsync.simulator.state.StateStore.Admission;
import org.jspecify.annotations.Nullable;

/** Builds one page for one viewer: which members are on it, and what it says of them. */
record PageBuilder(Population population, PageQuery query, Admission admission) {

	/** As recorded, one page in so many is short (asked 12, got 7, more to come). */
	private static final int SHORT_ONE_IN = 7;

	/** As recorded, one row in so many was another person's and four had moved. */
	private static final int MOVED_ONE_IN = 12;

	private static final int ROTATED = 4;

	ListPage page(PageShape shape) {
		long viewer = this.admission.viewer();
		return switch (shape) {
			case WHOLE -> page(usualRows(), viewer);
			case EMPTY -> page(new Slice(List.of(), 0, 0), viewer);
			case CUT -> {
				Slice rows = usualRows();
				yield page(rows.rows(), null, viewer, true, rows.remaining());
			}
			case SHORT -> page(shortenedRows(), viewer);
			case MOVED -> page(movedRows(), viewer);
			case REPEATED_CURSOR ->
				page(usualRows().rows(), cursor(this.query.start(), this.query.pageNumber()), viewer, false, 0);
			// Anybody but the viewer.
			case OTHER_VIEWER -> page(usualRows(), viewer + 1);
			case NO_VIEWER -> page(usualRows(), null);
		};
	}

	private ListPage page(Slice slice, @Nullable Long viewer) {
		String next = (slice.remaining() > 0) ? cursor(slice.next(), this.query.pageNumber() + 1) : null;
		return page(slice.rows(), next, viewer, false, 0);
	}

	private String cursor(long start, int pageNumber) {
		return switch (this.query.list()) {
			case FOLLOWERS -> new FollowersCursor(start, pageNumber).encode(this.query.target());
			case FOLLOWING -> Long.toString(start);
		};
	}

	private ListPage page(List<Member> members, @Nullable String next, @Nullable Long viewer, boolean cut,
			long hidden) {
		boolean followers = this.query.list() == ListKind.FOLLOWERS;
		boolean grouped = followers && this.query.start() == PageKey.FIRST;
		List<ListPage.UserRow> rows = members.stream()
			.map((member) -> ListPage.UserRow.of(member, this.query.list()))
			.toList();
		return new ListPage(rows, next != null, rows.size(), next, grouped ? ListPage.GroupCard.of(members) : null,
				grouped ? false : null, next != null, followers && cut, false, false,
				(viewer != null) ? rankingToken(viewer) : null, !followers && cut, followers ? null : hidden, "ok");
	}

	private String rankingToken(long viewer) {
		long seed = PseudoRandom.of(viewer, this.query.target());
		return String.format("%016x%016x|%d|osr", seed, PseudoRandom.of(seed, this.admission.walk()), viewer);
	}

	private Slice usualRows() {
		Slice full = rowsFrom(start(), maxRows());
		return isNaturallyShort(full) ? shortenedRows() : full;
	}

	private Slice shortenedRows() {
		Slice full = rowsFrom(start(), maxRows());
		return rowsFrom(start(), Math.max(1, full.rows().size() * 7 / 12));
	}

	/**
	 * The usual page, but its last rows are replaced by the first rows of the next page
	 * (or of the first page, when this is the last) and its own first rows have changed
	 * places. Nothing else moves, so the former appear twice and those they replaced
	 * never. A page that is the whole list has nobody to exchange.
	 */
	private Slice movedRows() {
		Slice usual = usualRows();
		List<Member> rows = new ArrayList<>(usual.rows());
		Collections.rotate(rows.subList(0, Math.min(ROTATED, rows.size())), 1);
		if (usual.remaining() > 0 || this.query.start() != PageKey.FIRST) {
			int foreign = Math.ceilDiv(rows.size(), MOVED_ONE_IN);
			List<Member> others = rowsFrom((usual.remaining() > 0) ? usual.next() : beginning(), foreign).rows();
			for (int row = 0; row < others.size(); row++) {
				rows.set(rows.size() - others.size() + row, others.get(row));
			}
		}
		return new Slice(rows, usual.next(), usual.remaining());
	}

	/** Followers only: an offset must still tell which page it begins. */
	private boolean isNaturallyShort(Slice slice) {
		return this.query.list() == ListKind.FOLLOWERS && this.query.start() != PageKey.FIRST && slice.remaining() > 0
				&& PseudoRandom.below(SHORT_ONE_IN, this.query.target(), this.query.start()) == 0;
	}

	private int maxRows() {
		return Math.min(this.query.count(), this.population.spec().pageSize(this.query.list()));
	}

	private long start() {
		return (this.query.start() == PageKey.FIRST) ? beginning() : this.query.start();
	}

	private long beginning() {
		return (this.query.list() == ListKind.FOLLOWERS) ? this.population.newestFollower() : 0;
	}

	private Slice rowsFrom(long start, int rows) {
		return switch (this.query.list()) {
			case FOLLOWERS -> this.population.followersFrom(start, rows);
			case FOLLOWING -> this.population.followingFrom(start, rows, this.admission.walk());
		};
	}

}
