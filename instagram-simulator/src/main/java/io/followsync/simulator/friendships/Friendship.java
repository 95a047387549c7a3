package io.followsync.simulator.friendships;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the viewer stands to somebody and the reverse, as {@code show} tells it. */
record Friendship(boolean following, boolean followedBy, boolean blocking, boolean muting,
		@JsonProperty("is_private") boolean isPrivate, boolean incomingRequest, boolean outgoingRequest,
		@JsonProperty("is_bestie") boolean isBestie, @JsonProperty("is_restricted") boolean isRestricted,
		String status) {

	static Friendship of(boolean following, boolean followedBy, boolean isPrivate) {
		return new Friendship(following, followedBy, false, false, isPrivate, false, false, false, false, "ok");
	}

}
