package io.followsync.gateway.history.web;

import java.time.Instant;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as far as it is known.
 *
 * @param after one time; null if nothing is known
 * @param before and not after another
 */
record BetweenJson(@Schema(example = "2026-11-18T08:10:00Z") @Nullable Instant after,
		@Schema(example = "2026-11-18T20:14:00Z") Instant before) {
}
