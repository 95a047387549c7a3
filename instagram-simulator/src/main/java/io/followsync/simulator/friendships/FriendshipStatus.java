package io.followsync.simulator.friendships;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The relationship of the viewer to another person, as in {@code show_many}: it does not
 * say whether that person follows the viewer.
 */
record FriendshipStatus(boolean following, @JsonProperty("is_bestie") boolean isBestie,
		@JsonProperty("is_feed_favorite") boolean isFeedFavorite, @JsonProperty("is_private") boolean isPrivate,
		@JsonProperty("is_restricted") boolean isRestricted, boolean textPostAppPreFollowing, boolean incomingRequest,
		boolean outgoingRequest) {

	static FriendshipStatus of(boolean following, boolean isPrivate) {
		return new FriendshipStatus(following, false, false, isPrivate, false, false, false, false);
	}

}
