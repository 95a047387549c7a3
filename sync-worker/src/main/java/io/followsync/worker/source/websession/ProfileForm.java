package io.followsync.worker.source.websession;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The part of a profile that is read.
 */
record ProfileForm(@Nullable User user) {

	record User(@JsonProperty("follower_count") @Nullable Long followers,
			@JsonProperty("following_count") @Nullable Long following) {
	}

}
