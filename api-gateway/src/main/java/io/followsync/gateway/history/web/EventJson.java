package io.followsync.gateway.history.web;

import java.time.Instant;
import java.util.UUID;

import io.followsync.gateway.history.Events;
import io.followsync.gateway.relationships.Between;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event as callers see it.
 *
 * @param seq its number within the account
 * @param key of the member, as text, since a double may not hold it exactly; negative if
 * only the name is known
 * @param oldUsername null unless the member was renamed
 * @param happened after one time and not after another
 */
record EventJson(long seq, @Schema(example = "UNFOLLOWED_YOU") String kind, @Schema(example = "8812345") String key,
		@Schema(example = "jane.example") String username, @Schema(example = "jane.old") @Nullable String oldUsername,
		Between happened, Instant recordedAt, UUID sync) {

	static EventJson of(Events.Event event) {
		return new EventJson(event.seq(), event.kind(), Long.toString(event.memberKey()), event.username(),
				event.oldUsername(), event.happened(), event.recordedAt(), event.sync());
	}

}
