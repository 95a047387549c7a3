package io.followsync.gateway.idempotency;

import org.jspecify.annotations.Nullable;

/** An answer that can be given again. */
public record Answer<T>(int status, @Nullable String location, T body) {
}
