package io.followsync.gateway.history.web;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.PageCursor;
import io.followsync.gateway.history.Events;
import io.followsync.history.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Which events were asked for.
 *
 * @param kinds empty for all
 * @param member null for all
 */
record EventSelection(Set<String> kinds, @Nullable Long member) {

	/**
	 * The kinds that a parameter names, in one order, since they are part of the cursor.
	 * @throws ApiException if there is no such kind
	 */
	static Set<String> kinds(String text) {
		List<String> known = Arrays.stream(EventKind.values()).map(EventKind::name).toList();
		Set<String> kinds = new TreeSet<>(text.isEmpty() ? List.of() : List.of(text.split(",", -1)));
		if (!known.containsAll(kinds)) {
			throw ApiException.badRequest("kinds are some of " + String.join(", ", known) + ", separated by commas.");
		}
		return kinds;
	}

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
		return "events " + String.join(",", this.kinds) + ((this.member != null) ? " " + this.member : "");
	}

}
