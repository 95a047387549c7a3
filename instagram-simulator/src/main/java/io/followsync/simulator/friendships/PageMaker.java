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

/** Builds one page for one viewer. */
record PageMaker(Population population, PageQuery query, Admission admission) {

	ListPage page(PageShape shape) {
		PageRows rows = new PageRows(this.population, this.query, this.admission.walk());
		long viewer = this.admission.viewer();
		return switch (shape) {
			case WHOLE -> page(rows.usual(), viewer);
			case EMPTY -> page(new Slice(List.of(), 0, 0), viewer);
			case CUT -> cut(rows.usual(), viewer);
			case SHORT -> page(rows.shortened(), viewer);
			case MOVED -> page(rows.moved(), viewer);
			case REPEATED_CURSOR -> page(rows.usual().rows(), ownCursor(), viewer, false, 0);
			// Anybody but the viewer.
			case OTHER_VIEWER -> page(rows.usual(), viewer + 1);
			case NO_VIEWER -> page(rows.usual(), viewer).withoutViewer();
		};
	}

	private ListPage page(Slice slice, long viewer) {
		return page(slice.rows(), (slice.remaining() > 0) ? nextCursor(slice) : null, viewer, false, 0);
	}

	private ListPage cut(Slice slice, long viewer) {
		return page(slice.rows(), null, viewer, true, slice.remaining());
	}

	private String nextCursor(Slice slice) {
		return cursor(slice.next(), this.query.pageNumber() + 1);
	}

	private String ownCursor() {
		return cursor(this.query.start(), this.query.pageNumber());
	}

	private String cursor(long start, int pageNumber) {
		return switch (this.query.list()) {
			case FOLLOWERS -> new FollowersCursor(start, pageNumber).encode(this.query.target());
			case FOLLOWING -> Long.toString(start);
		};
	}

	private ListPage page(List<Member> members, @Nullable String next, long viewer, boolean cut, long hidden) {
		boolean followers = this.query.list() == ListKind.FOLLOWERS;
		boolean grouped = followers && this.query.start() == PageKey.FIRST;
		List<UserRow> rows = members.stream()
			.map((member) -> followers ? UserRow.ofFollower(member) : UserRow.ofFollowing(member))
			.toList();
		return new ListPage(rows, next != null, rows.size(), next, grouped ? GroupCard.of(members) : null,
				grouped ? false : null, next != null, followers && cut, false, false, rankingToken(viewer),
				!followers && cut, followers ? null : hidden, "ok");
	}

	private String rankingToken(long viewer) {
		long seed = Mix.of(viewer, this.query.target());
		return String.format("%016x%016x|%d|osr", seed, Mix.of(seed, this.admission.walk()), viewer);
	}

}
