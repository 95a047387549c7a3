package io.followsync.gateway.analysis.web;

import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.analysis.SessionFields;
import io.followsync.gateway.analysis.Submissions;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Analyses")
record SubmissionController(Submissions submissions, SubmissionLimiter.Limits limits) {

	@Operation(operationId = "analyze", summary = "Submit the session of your own account for one analysis",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = "application/json",
							schema = @Schema(implementation = SessionForm.class))))
	@ApiErrors({ ErrorCode.NO_JSON_DATA, ErrorCode.CSRF_TOKEN_REQUIRED, ErrorCode.SESSION_ID_REQUIRED,
			ErrorCode.NO_USER_ID, ErrorCode.JOB_EXISTS, ErrorCode.BODY_TOO_LARGE, ErrorCode.TOO_MANY_SUBMISSIONS,
			ErrorCode.QUEUE_FULL, ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE })
	@PostMapping(path = "/api/analyze", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<AcceptedAnswer> analyze(ServerHttpRequest request) {
		// The body is read by hand, because its errors, a wrong content type among them,
		// are answered in System A's words.
		return SessionFields.OF_SYSTEM_A.read(request, Math.toIntExact(this.limits.maxBody().toBytes()))
			.flatMap(this.submissions::submit)
			.map(AcceptedAnswer::of);
	}

	/** The body of a submission, as documented; {@link SessionFields} reads it. */
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

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record AcceptedAnswer(String jobId, String status, int positionInQueue, String estimatedWaitTime) {

		static AcceptedAnswer of(Submissions.Accepted accepted) {
			Analysis.Status status = (accepted.position() == 0) ? Analysis.Status.PROCESSING : Analysis.Status.QUEUED;
			return new AcceptedAnswer(accepted.capability().value(), status.text(), accepted.position(),
					accepted.estimatedWait());
		}

	}

}
