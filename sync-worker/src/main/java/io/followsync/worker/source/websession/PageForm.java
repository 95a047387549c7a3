package io.followsync.worker.source.websession;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list as Instagram writes it. Fields that were seen both as numbers and as
 * strings are nodes.
 */
record PageForm(@Nullable List<@Nullable Row> users, @JsonProperty("next_max_id") @Nullable JsonNode nextMaxId,
		@JsonProperty("has_more") @Nullable Boolean hasMore,
		@JsonProperty("should_limit_list_of_followers") @Nullable Boolean followersLimited,
		@JsonProperty("should_limit_list_of_followings") @Nullable Boolean followingLimited,
		@JsonProperty("hidden_following_account_count") @Nullable Long hiddenFollowing,
		@JsonProperty("follow_ranking_token") @Nullable JsonNode rankingToken) {

	record Row(@JsonProperty("pk_id") @Nullable JsonNode pkId, @Nullable JsonNode pk, @Nullable JsonNode id,
			@Nullable String username, @JsonProperty("full_name") @Nullable String fullName,
			@JsonProperty("is_verified") @Nullable Boolean verified,
			@JsonProperty("is_private") @Nullable Boolean privateAccount) {
	}

}
