package io.followsync.simulator.control;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.followsync.simulator.population.Truth;
import org.jspecify.annotations.Nullable;

/** The truth of an account; lists too long to send are omitted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "followers", "following", "mutual", "not_following_back_count", "fans_count", "declared_followers",
		"declared_following", "not_following_back", "fans" })
record TruthReport(long followers, long following, long mutual,
		@JsonProperty("not_following_back_count") long notFollowingBackCount,
		@JsonProperty("fans_count") long fansCount, @JsonProperty("declared_followers") long declaredFollowers,
		@JsonProperty("declared_following") long declaredFollowing,
		@JsonProperty("not_following_back") @Nullable List<String> notFollowingBack, @Nullable List<String> fans) {

	static TruthReport of(Truth truth) {
		return new TruthReport(truth.followers(), truth.following(), truth.mutual(), truth.notFollowingBackCount(),
				truth.fansCount(), truth.declaredFollowers(), truth.declaredFollowing(), truth.notFollowingBack(),
				truth.fans());
	}

}
