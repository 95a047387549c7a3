package io.followsync.simulator.friendships;

import java.util.List;

import io.followsync.simulator.audit.PageKey;
import io.followsync.simulator.faults.PageShape;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Member;
import io.followsync.simulator.population.Mix;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.population.Slice;
import io.followsync.simulator.world.Admission;
import org.jspecify.annotations.Nullable;

/** Draws one page up for one reader. */
record PageMaker(Population population, PageQuery query, Admission admission) {

	/**
	 * One page in so many is short for no reason, as recorded (asked 12, got 7, with more
	 * to come).
	 */
	private static final int SHORT_ONE_IN = 7;

	ListPage page(PageShape shape) {
		if (shape == PageShape.EMPTY) {
			return page(List.of(), null, false, 0);
		}
		Slice slice = slice(Math.min(this.query.count(), this.population.spec().pageSize(this.query.list())));
		if (shape == PageShape.SHORT || isShortByItself(slice)) {
			slice = slice(Math.max(1, slice.rows().size() * 7 / 12));
		}
		boolean cut = shape == PageShape.CUT;
		String next = (cut || slice.remaining() == 0) ? null : cursor(slice.next());
		return page(slice.rows(), next, cut, cut ? slice.remaining() : 0);
	}

	private Slice slice(int rows) {
		boolean first = this.query.start() == PageKey.FIRST;
		return switch (this.query.list()) {
			case FOLLOWERS ->
				this.population.followersFrom(first ? this.population.newestFollower() : this.query.start(), rows);
			case FOLLOWING ->
				this.population.followingFrom(first ? 0 : this.query.start(), rows, this.admission.walk());
		};
	}

	/** Only followers: an offset must go on telling which page it begins. */
	private boolean isShortByItself(Slice slice) {
		return this.query.list() == ListKind.FOLLOWERS && this.query.start() != PageKey.FIRST && slice.remaining() > 0
				&& Mix.below(SHORT_ONE_IN, this.query.target(), this.query.start()) == 0;
	}

	private String cursor(long next) {
		return switch (this.query.list()) {
			case FOLLOWERS -> new FollowersCursor(next, this.query.pageNumber() + 1).encode(this.query.target());
			case FOLLOWING -> Long.toString(next);
		};
	}

	private ListPage page(List<Member> members, @Nullable String next, boolean cut, long hidden) {
		boolean followers = this.query.list() == ListKind.FOLLOWERS;
		boolean grouped = followers && this.query.start() == PageKey.FIRST;
		List<UserRow> rows = members.stream()
			.map((member) -> followers ? UserRow.ofFollower(member) : UserRow.ofFollowing(member))
			.toList();
		return new ListPage(rows, next != null, rows.size(), next, grouped ? GroupCard.of(members) : null,
				grouped ? false : null, next != null, followers && cut, false, false, rankingToken(), !followers && cut,
				followers ? null : hidden, "ok");
	}

	private String rankingToken() {
		long seed = Mix.of(this.admission.viewer(), this.query.target());
		return String.format("%016x%016x|%d|osr", seed, Mix.of(seed, this.admission.walk()), this.admission.viewer());
	}

}
