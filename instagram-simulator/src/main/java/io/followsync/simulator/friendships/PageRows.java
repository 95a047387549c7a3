package io.followsync.simulator.friendships;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.followsync.simulator.audit.PageKey;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Member;
import io.followsync.simulator.population.Mix;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.population.Slice;

/**
 * The members on one page.
 *
 * @param walk number of the walk over a ranked list that the page belongs to
 */
record PageRows(Population population, PageQuery query, int walk) {

	/**
	 * As recorded, one page in this many is short for no reason (asked 12, got 7, with
	 * more to come).
	 */
	private static final int SHORT_ONE_IN = 7;

	/** As recorded, one row in this many was another person's and four had moved. */
	private static final int MOVED_ONE_IN = 12;

	private static final int TURNED = 4;

	Slice usual() {
		Slice full = from(start(), mostRows());
		return isShortByItself(full) ? shortened() : full;
	}

	Slice shortened() {
		Slice full = from(start(), mostRows());
		return from(start(), Math.max(1, full.rows().size() * 7 / 12));
	}

	/**
	 * The usual page, but its last rows are replaced by the first rows of the next page
	 * (or of the first page, when this is the last) and its own first rows have changed
	 * places. Nothing else moves, so the former appear twice and those they replaced
	 * never. A page that is the whole list has nobody to exchange.
	 */
	Slice moved() {
		Slice usual = usual();
		List<Member> rows = new ArrayList<>(usual.rows());
		Collections.rotate(rows.subList(0, Math.min(TURNED, rows.size())), 1);
		if (usual.remaining() > 0 || this.query.start() != PageKey.FIRST) {
			int strangers = Math.ceilDiv(rows.size(), MOVED_ONE_IN);
			List<Member> others = from((usual.remaining() > 0) ? usual.next() : beginning(), strangers).rows();
			for (int row = 0; row < others.size(); row++) {
				rows.set(rows.size() - others.size() + row, others.get(row));
			}
		}
		return new Slice(rows, usual.next(), usual.remaining());
	}

	/** Followers only: an offset must still tell which page it begins. */
	private boolean isShortByItself(Slice slice) {
		return this.query.list() == ListKind.FOLLOWERS && this.query.start() != PageKey.FIRST && slice.remaining() > 0
				&& Mix.below(SHORT_ONE_IN, this.query.target(), this.query.start()) == 0;
	}

	private int mostRows() {
		return Math.min(this.query.count(), this.population.spec().pageSize(this.query.list()));
	}

	private long start() {
		return (this.query.start() == PageKey.FIRST) ? beginning() : this.query.start();
	}

	private long beginning() {
		return (this.query.list() == ListKind.FOLLOWERS) ? this.population.newestFollower() : 0;
	}

	private Slice from(long start, int rows) {
		return switch (this.query.list()) {
			case FOLLOWERS -> this.population.followersFrom(start, rows);
			case FOLLOWING -> this.population.followingFrom(start, rows, this.walk);
		};
	}

}
