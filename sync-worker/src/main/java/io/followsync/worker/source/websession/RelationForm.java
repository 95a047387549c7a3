package io.followsync.worker.source.websession;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@code friendships/show} that is read.
 */
record RelationForm(@Nullable Boolean following, @JsonProperty("followed_by") @Nullable Boolean followedBy) {
}
