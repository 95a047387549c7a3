package io.followsync.gateway.history.web;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.followsync.gateway.history.Activities;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An activity as callers see it.
 *
 * @param sync null unless a sync did it
 * @param counts what was counted, by name
 */
record ActivityJson(Instant at, @Schema(example = "SYNC_COMPLETED", description = KIND) String kind,
		@Nullable UUID sync,
		@JsonRawValue @Schema(type = "object", example = "{\"followers\": 120, \"gained\": 3}") String counts,
		@Nullable Double durationSeconds) {

	private static final String KIND = "One that the parameter kinds names, or one of a later release";

	static ActivityJson of(Activities.Activity activity) {
		return new ActivityJson(activity.position().at(), activity.kind(), activity.sync(), activity.counts(),
				(activity.duration() == null) ? null : activity.duration().toMillis() / 1000.0);
	}

}
