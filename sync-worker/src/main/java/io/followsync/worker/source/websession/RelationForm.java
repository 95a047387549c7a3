package io.followsync.worker.source.websession;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code friendships/show}.
 */
record RelationForm(@Nullable Boolean following, @JsonProperty("followed_by") @Nullable Boolean followedBy) {
}
