package io.followsync.simulator.friendships;

import java.util.Optional;

import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.request.ApiRequest;
import io.followsync.simulator.response.Rejection;
import io.followsync.simulator.state.AuditTrail.PageKey;
import io.followsync.simulator.state.Endpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * A request for a page, as its parameters state it.
 *
 * @param start position (followers) or offset (following) of the page,
 * {@link PageKey#FIRST} for the first
 * @param pageNumber number of the page within a followers walk, from 1; unknown for a
 * following offset
 */
record PageQuery(ListKind list, long target, int count, long start, int pageNumber, @Nullable Rejection flaw) {

	private static final int WEB_COUNT = 12;

	private static final int MAX_FOLLOWING = 200;

	static PageQuery read(ListKind list, ServerRequest request) {
		long target = Long.parseLong(request.pathVariable("id"));
		int count = request.queryParam("count").map(PageQuery::number).orElse(WEB_COUNT);
		boolean badCount = count < 1 || (list == ListKind.FOLLOWING && count > MAX_FOLLOWING);
		PageQuery first = new PageQuery(list, target, count, PageKey.FIRST, 1, badCount ? Rejection.BAD_COUNT : null);
		return request.queryParam("max_id")
			.filter((maxId) -> !maxId.isEmpty() && !maxId.equals("0"))
			.map(first::at)
			.orElse(first);
	}

	/**
	 * Whether this asks for the first row alone, as clients do to check whether a session
	 * is live; that is not part of a walk.
	 */
	boolean isLook() {
		return this.start == PageKey.FIRST && this.count == 1;
	}

	/**
	 * This query in the form the pipeline accepts; {@code pageSize} is the most rows that
	 * the account delivers in one page.
	 */
	ApiRequest request(int pageSize) {
		if (isLook()) {
			return new ApiRequest(Endpoint.LOOK, this.target, PageKey.FIRST, 1, false, this.flaw);
		}
		boolean first = this.start == PageKey.FIRST;
		if (this.list == ListKind.FOLLOWERS) {
			long key = (this.start < 0) ? this.start : new FollowersCursor(this.start, this.pageNumber).key();
			return new ApiRequest(Endpoint.FOLLOWERS, this.target, key, this.pageNumber, first, this.flaw);
		}
		int number = first ? 1 : 1 + (int) (this.start / Math.max(1, Math.min(this.count, pageSize)));
		return new ApiRequest(Endpoint.FOLLOWING, this.target, this.start, number, first, this.flaw);
	}

	private PageQuery at(String maxId) {
		Optional<PageQuery> there = (this.list == ListKind.FOLLOWERS)
				? FollowersCursor.decode(this.target, maxId)
					.map((cursor) -> from(cursor.position(), cursor.pageNumber()))
				: Optional.of(maxId)
					.filter((offset) -> offset.matches("\\d{1,9}"))
					.map((offset) -> from(number(offset), 1));
		return there.orElseGet(
				() -> new PageQuery(this.list, this.target, this.count, PageKey.UNREADABLE, 1, Rejection.BAD_CURSOR));
	}

	private PageQuery from(long start, int pageNumber) {
		return new PageQuery(this.list, this.target, this.count, start, pageNumber, this.flaw);
	}

	private static int number(String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

}
