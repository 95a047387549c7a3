package io.followsync.simulator.friendships;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The relationship between the viewer and another person, in both directions, as
 * {@code show} reports it.
 */
record Friendship(boolean following, boolean followedBy, boolean blocking, boolean muting,
		@JsonProperty("is_private") boolean isPrivate, boolean incomingRequest, boolean outgoingRequest,
		@JsonProperty("is_bestie") boolean isBestie, @JsonProperty("is_restricted") boolean isRestricted,
		String status) {

	static Friendship of(boolean following, boolean followedBy, boolean isPrivate) {
		return new Friendship(following, followedBy, false, false, isPrivate, false, false, false, false, "ok");
	}

}
