package io.followsync.gateway.relationships;

import java.time.Instant;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as far as it is known: after one time, and not after another.
 *
 * @param after null if nothing is known
 */
public record Between(@Schema(example = "2026-11-18T08:10:00Z") @Nullable Instant after,
		@Schema(example = "2026-11-18T20:14:00Z") Instant before) {
}
