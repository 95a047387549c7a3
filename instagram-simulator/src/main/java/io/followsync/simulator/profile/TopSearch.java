package io.followsync.simulator.profile;

import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer of {@code web/search/topsearch}: people only, as nothing else lives here.
 */
record TopSearch(List<Result> users, List<Result> places, List<Result> hashtags,
		@JsonProperty("has_more") boolean hasMore, String status) {

	static TopSearch of(List<Profile> found) {
		List<Result> results = IntStream.range(0, found.size())
			.mapToObj((position) -> new Result(position, FoundUser.of(found.get(position))))
			.toList();
		return new TopSearch(results, List.of(), List.of(), false, "ok");
	}

	/** A person and their place in the answer. */
	record Result(int position, FoundUser user) {
	}

}
