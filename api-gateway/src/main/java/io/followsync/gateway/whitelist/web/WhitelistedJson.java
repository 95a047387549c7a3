package io.followsync.gateway.whitelist.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.gateway.whitelist.Whitelist;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member on a whitelist as callers see it.
 *
 * @param key by which the member is named in this API, as text
 * @param id Instagram's; null when only the name is known
 */
record WhitelistedJson(@Schema(example = "8812345") String key, @Schema(example = "8812345") @Nullable String id,
		@Schema(example = "jane.example") String username, @Schema(example = "Jane") String fullName,
		@Schema(example = "false") boolean verified,
		@JsonProperty("private") @Schema(example = "true") boolean isPrivate,
		@Schema(example = "2026-11-20T20:14:00Z") Instant addedAt) {

	static final List<String> COLUMNS = List.of("id", "username", "fullName", "verified", "private", "addedAt");

	static WhitelistedJson of(Whitelist.Whitelisted member) {
		long key = member.position().memberKey();
		return new WhitelistedJson(Long.toString(key), (key > 0) ? Long.toString(key) : null, member.username(),
				member.fullName(), member.verified(), member.isPrivate(), member.addedAt());
	}

	List<@Nullable String> cells() {
		List<@Nullable String> cells = new ArrayList<>(COLUMNS.size());
		cells.add(this.id);
		cells.add(this.username);
		cells.add(this.fullName);
		cells.add(String.valueOf(this.verified));
		cells.add(String.valueOf(this.isPrivate));
		cells.add(this.addedAt.toString());
		return cells;
	}

}
