package io.followsync.gateway.relationships.web;

import java.time.Instant;

import io.followsync.gateway.relationships.Relationship.Between;
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

	static BetweenJson of(Between between) {
		return new BetweenJson(between.after(), between.before());
	}

	static @Nullable BetweenJson orNull(@Nullable Between between) {
		return (between == null) ? null : of(between);
	}

}
