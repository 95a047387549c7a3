package io.followsync.simulator.friendships;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the viewer stands to somebody, as {@code show_many} tells it: without saying
 * whether they follow the viewer.
 */
record FriendshipStatus(boolean following, @JsonProperty("is_bestie") boolean isBestie,
		@JsonProperty("is_feed_favorite") boolean isFeedFavorite, @JsonProperty("is_private") boolean isPrivate,
		@JsonProperty("is_restricted") boolean isRestricted, boolean textPostAppPreFollowing, boolean incomingRequest,
		boolean outgoingRequest) {

	static FriendshipStatus of(boolean following, boolean isPrivate) {
		return new FriendshipStatus(following, false, false, isPrivate, false, false, false, false);
	}

}
