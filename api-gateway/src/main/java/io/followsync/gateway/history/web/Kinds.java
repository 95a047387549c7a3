package io.followsync.gateway.history.web;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.followsync.gateway.edge.ApiException;

/** The parameter that selects kinds of events, or of activities. */
final class Kinds {

	private Kinds() {
	}

	/**
	 * The kinds that it names, in one order, since they are part of the cursor; empty for
	 * all.
	 * @throws ApiException if there is no such kind
	 */
	static Set<String> parse(String text, Enum<?>[] constants) {
		List<String> known = Arrays.stream(constants).map(Enum::name).toList();
		Set<String> kinds = new TreeSet<>(text.isEmpty() ? List.of() : List.of(text.split(",", -1)));
		if (!known.containsAll(kinds)) {
			throw ApiException.badRequest("kinds are some of " + String.join(", ", known) + ", separated by commas.");
		}
		return kinds;
	}

}
