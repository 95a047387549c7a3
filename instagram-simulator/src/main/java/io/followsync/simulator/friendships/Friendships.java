package io.followsync.simulator.friendships;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.state.StateStore;

/** The relationships of one viewer. A person without a profile is unknown. */
record Friendships(StateStore store, long viewer) {

	Optional<Friendship> with(long person) {
		return isUnknown(person) ? Optional.empty() : Optional.of(new Friendship(isIn(ListKind.FOLLOWING, person),
				isIn(ListKind.FOLLOWERS, person), false, false, isPrivate(person), false, false, false, false, "ok"));
	}

	Statuses statuses(Iterable<Long> people) {
		Map<String, Status> statuses = new LinkedHashMap<>();
		for (long person : people) {
			if (!isUnknown(person)) {
				statuses.put(Long.toString(person), new Status(isIn(ListKind.FOLLOWING, person), false, false,
						isPrivate(person), false, false, false, false));
			}
		}
		return new Statuses(statuses, "ok", "200");
	}

	private boolean isUnknown(long person) {
		return population().filter((known) -> known.hasNoProfile(person)).isPresent();
	}

	private boolean isIn(ListKind list, long person) {
		return population().filter((known) -> known.has(list, person)).isPresent();
	}

	private boolean isPrivate(long person) {
		return population().flatMap((known) -> known.member(person)).filter(Population.Member::isPrivate).isPresent();
	}

	private Optional<Population> population() {
		return this.store.population(this.viewer);
	}

	/** The response of {@code show}: the relationship in both directions. */
	record Friendship(boolean following, boolean followedBy, boolean blocking, boolean muting,
			@JsonProperty("is_private") boolean isPrivate, boolean incomingRequest, boolean outgoingRequest,
			@JsonProperty("is_bestie") boolean isBestie, @JsonProperty("is_restricted") boolean isRestricted,
			String status) {
	}

	/** The response of {@code show_many}. */
	record Statuses(Map<String, Status> friendshipStatuses, String status, String statusCode) {
	}

	/** The relationship to one of many, without whether they follow the viewer. */
	record Status(boolean following, @JsonProperty("is_bestie") boolean isBestie,
			@JsonProperty("is_feed_favorite") boolean isFeedFavorite, @JsonProperty("is_private") boolean isPrivate,
			@JsonProperty("is_restricted") boolean isRestricted, boolean textPostAppPreFollowing,
			boolean incomingRequest, boolean outgoingRequest) {
	}

}
