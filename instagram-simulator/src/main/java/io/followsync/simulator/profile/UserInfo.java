package io.followsync.simulator.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The answer of {@code users/{id}/info} and {@code accounts/current_user}. */
record UserInfo(User user, String status) {

	static UserInfo of(Profile profile) {
		String id = Long.toString(profile.id());
		return new UserInfo(new User(id, id, profile.username(), profile.fullName(), profile.isPrivate(),
				profile.isVerified(), profile.followers(), profile.following(), 0, profile.biography(),
				profile.pictureUrl(), new Picture(profile.pictureUrl(), 320, 320), false, ""), "ok");
	}

	/** The person. */
	record User(String pk, @JsonProperty("pk_id") String pkId, String username, String fullName,
			@JsonProperty("is_private") boolean isPrivate, @JsonProperty("is_verified") boolean isVerified,
			long followerCount, long followingCount, int mediaCount, String biography, String profilePicUrl,
			Picture hdProfilePicUrlInfo, @JsonProperty("is_business") boolean isBusiness, String externalUrl) {
	}

	/** A picture in a size. */
	record Picture(String url, int width, int height) {
	}

}
