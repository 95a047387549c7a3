package io.followsync.simulator.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A person as a search finds them: who they are, without counts. */
record FoundUser(String pk, @JsonProperty("pk_id") String pkId, String id, String username, String fullName,
		@JsonProperty("is_private") boolean isPrivate, @JsonProperty("is_verified") boolean isVerified,
		String profilePicUrl) {

	static FoundUser of(Profile profile) {
		String id = Long.toString(profile.id());
		return new FoundUser(id, id, id, profile.username(), profile.fullName(), profile.isPrivate(),
				profile.isVerified(), profile.pictureUrl());
	}

}
