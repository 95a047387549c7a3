package io.followsync.gateway.jobs.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.gateway.jobs.ResultMember;
import org.jspecify.annotations.Nullable;

/**
 * A member of a result as callers see it.
 *
 * @param id as text, since a double may not hold it exactly; null when only the name is
 * known
 */
record MemberJson(@Nullable String id, String username, String fullName, boolean verified,
		@JsonProperty("private") boolean isPrivate, boolean confirmed) {

	static MemberJson of(ResultMember member) {
		String id = (member.memberKey() > 0) ? Long.toString(member.memberKey()) : null;
		return new MemberJson(id, member.username(), member.fullName(), member.verified(), member.isPrivate(),
				member.confirmed());
	}

}
