package io.followsync.gateway.submission.web;

import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** The body of a submission, as documented; {@link SubmittedBody} reads it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SessionForm(
		@Schema(name = "csrf_token", description = "Value of the cookie csrftoken",
				pattern = "[A-Za-z0-9_-]{1,128}") String csrfToken,
		@Schema(name = "session_id", description = "Value of the cookie sessionid, percent-encoded or not",
				example = "5012345678%3Axyz", maxLength = 512) String sessionId) {

	@Override
	public String toString() {
		return "SessionForm[hidden]";
	}

}
