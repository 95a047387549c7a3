package io.followsync.gateway.history.web;

import java.util.Set;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.PageCursor;
import io.followsync.gateway.history.Events;
import org.jspecify.annotations.Nullable;

/**
 * Which events were asked for.
 *
 * @param kinds empty for all
 * @param member null for all
 */
record EventSelection(long account, Set<String> kinds, @Nullable Long member) {

	/**
	 * The number that a cursor stands for.
	 * @throws ApiException if it is of another selection
	 */
	long position(String after) {
		return PageCursor.parse("after", after, list(), 1).number(0);
	}

	@Nullable String next(Events.Part part) {
		return part.more() ? PageCursor.of(list(), part.position()).text() : null;
	}

	private String list() {
		return "events " + this.account + " " + String.join(",", this.kinds)
				+ ((this.member != null) ? " " + this.member : "");
	}

}
