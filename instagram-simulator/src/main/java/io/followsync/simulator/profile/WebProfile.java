package io.followsync.simulator.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The answer of {@code users/web_profile_info}. */
record WebProfile(Data data, String status) {

	static WebProfile of(Profile profile) {
		return new WebProfile(new Data(new User(Long.toString(profile.id()), profile.username(), profile.fullName(),
				profile.biography(), new Edge(profile.followers()), new Edge(profile.following()), false, false, false,
				profile.isPrivate(), profile.isVerified(), profile.pictureUrl())), "ok");
	}

	/** The envelope. */
	record Data(User user) {
	}

	/** The person. */
	record User(String id, String username, String fullName, String biography, Edge edgeFollowedBy, Edge edgeFollow,
			boolean followsViewer, boolean followedByViewer, boolean requestedByViewer,
			@JsonProperty("is_private") boolean isPrivate, @JsonProperty("is_verified") boolean isVerified,
			String profilePicUrl) {
	}

	/** A count. */
	record Edge(long count) {
	}

}
