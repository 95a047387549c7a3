package io.followsync.gateway.history.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.gateway.history.Events;
import io.followsync.gateway.history.MemberHistory;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member, and everything that an account knows of it.
 *
 * @param key by which the member is named in this API, as text
 * @param id Instagram's; null when only the name is known
 * @param confirmed false while what the relationships show may be wrong, because a walk
 * may only have missed the member
 * @param earlierNames the latest first
 * @param relationships the latest first
 * @param events the newest first
 * @param next what to send as {@code after} for the rest of the member's events; null if
 * these are all
 */
record MemberHistoryJson(@Schema(example = "8812345") String key, @Schema(example = "8812345") @Nullable String id,
		@Schema(example = "jane.example") String username, @Schema(example = "Jane") String fullName,
		@Schema(example = "false") boolean verified,
		@JsonProperty("private") @Schema(example = "true") boolean isPrivate,
		@Schema(example = "false") boolean whitelisted, @Schema(example = "true") boolean confirmed,
		@Schema(example = "[\"jane.old\"]") List<String> earlierNames, List<MemberHistory.Interval> relationships,
		List<EventJson> events, @Schema(example = "AWV2ZW50cyAgODgxMjM0NQAyMDEAAAAA") @Nullable String next) {

	static MemberHistoryJson of(MemberHistory member, Events.Part events, @Nullable String next) {
		String key = Long.toString(member.memberKey());
		return new MemberHistoryJson(key, (member.memberKey() > 0) ? key : null, member.username(), member.fullName(),
				member.verified(), member.isPrivate(), member.whitelisted(), member.confirmed(), member.earlierNames(),
				member.intervals(), events.events().stream().map(EventJson::of).toList(), next);
	}

}
