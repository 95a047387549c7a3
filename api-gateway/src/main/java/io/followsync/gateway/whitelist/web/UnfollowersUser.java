package io.followsync.gateway.whitelist.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.gateway.whitelist.Whitelist;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A user as the tool InstagramUnfollowers keeps them on its whitelist. It requires an id
 * and a username, and shows the rest.
 *
 * @param pictureUrl always empty: Instagram's addresses of pictures expire
 */
record UnfollowersUser(@Schema(example = "8812345") String id, @Schema(example = "jane.example") String username,
		@JsonProperty("full_name") @Schema(example = "Jane") String fullName,
		@JsonProperty("profile_pic_url") @Schema(format = "uri-reference") String pictureUrl,
		@JsonProperty("is_private") @Schema(example = "true") boolean isPrivate,
		@JsonProperty("is_verified") @Schema(example = "false") boolean verified) {

	static UnfollowersUser of(Whitelist.Whitelisted member) {
		return new UnfollowersUser(Long.toString(member.position().memberKey()), member.username(), member.fullName(),
				"", member.isPrivate(), member.verified());
	}

}
