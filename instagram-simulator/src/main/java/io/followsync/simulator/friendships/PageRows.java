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
 * Who stands on one page.
 *
 * @param walk which walk over a ranked list it belongs to
 */
record PageRows(Population population, PageQuery query, int walk) {

	/**
	 * One page in so many is short for no reason, as recorded (asked 12, got 7, with more
	 * to come).
	 */
	private static final int SHORT_ONE_IN = 7;

	/** Of so many rows one was another person's and four had moved, as recorded. */
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
	 * The usual page, but its last rows are the first ones of the next page (of the first
	 * page after the last one), and its own first ones have changed places. Nothing else
	 * moves, so that the former are met twice and those whose place they took not at all.
	 * A page that is the whole list has nobody to exchange.
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

	/** Only followers: an offset must go on telling which page it begins. */
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
