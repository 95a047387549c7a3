package io.followsync.gateway.relationships.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.gateway.relationships.Between;
import io.followsync.gateway.relationships.Relationship;
import io.followsync.job.ListKind;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member of a view as callers see it.
 *
 * @param key by which the member is named in this API, as text, since a double may not
 * hold it exactly
 * @param id Instagram's; null when only the name is known
 * @param list whose relationship it is
 * @param reciprocated whether the other list has the member, too
 * @param since when it began
 * @param until when it ended; null while it has not
 * @param missing null unless the last walk missed the member, who may come back
 */
record RelationshipJson(@Schema(example = "8812345") String key, @Schema(example = "8812345") @Nullable String id,
		@Schema(example = "jane.example") String username, @Schema(example = "Jane") String fullName,
		@Schema(example = "false") boolean verified,
		@JsonProperty("private") @Schema(example = "true") boolean isPrivate, ListKind list,
		@Schema(example = "false") boolean reciprocated, Between since, @Nullable Between until,
		@Nullable Between missing, @Schema(example = "false") boolean whitelisted,
		@Schema(example = "true") boolean confirmed) {

	static RelationshipJson of(Relationship row) {
		String key = Long.toString(row.memberKey());
		return new RelationshipJson(key, (row.memberKey() > 0) ? key : null, row.username(), row.fullName(),
				row.verified(), row.isPrivate(), row.list(), row.reciprocated(), row.since(), row.until(),
				row.missing(), row.whitelisted(), row.confirmed());
	}

}
