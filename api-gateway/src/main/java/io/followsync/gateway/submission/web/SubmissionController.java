package io.followsync.gateway.submission.web;

import io.followsync.gateway.edge.CanFail;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.submission.SubmissionLimits;
import io.followsync.gateway.submission.Submissions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Analyses")
class SubmissionController {

	private final Submissions submissions;

	private final int mostBytes;

	SubmissionController(Submissions submissions, SubmissionLimits limits) {
		this.submissions = submissions;
		this.mostBytes = Math.toIntExact(limits.maxBody().toBytes());
	}

	@Operation(summary = "Submit the session of your own account for one analysis",
			requestBody = @RequestBody(required = true,
					content = @Content(mediaType = "application/json",
							schema = @Schema(implementation = SessionForm.class))))
	@CanFail({ ErrorCode.NO_JSON_DATA, ErrorCode.CSRF_TOKEN_REQUIRED, ErrorCode.SESSION_ID_REQUIRED,
			ErrorCode.NO_USER_ID, ErrorCode.JOB_EXISTS, ErrorCode.BODY_TOO_LARGE, ErrorCode.TOO_MANY_SUBMISSIONS,
			ErrorCode.QUEUE_FULL, ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE })
	@PostMapping(path = "/api/analyze", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<AcceptedAnswer> analyze(ServerHttpRequest request) {
		// The body is read by hand, because its errors, a wrong content type among them,
		// are answered in System A's words.
		return BoundedBody.read(request, this.mostBytes)
			.map((body) -> SubmittedBody.read(contentType(request.getHeaders()), body))
			.flatMap(this.submissions::submit)
			.map(AcceptedAnswer::of);
	}

	private static MediaType contentType(HttpHeaders headers) {
		try {
			MediaType type = headers.getContentType();
			return (type != null) ? type : MediaType.APPLICATION_OCTET_STREAM;
		}
		catch (InvalidMediaTypeException ex) {
			return MediaType.APPLICATION_OCTET_STREAM;
		}
	}

}
