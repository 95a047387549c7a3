package io.followsync.gateway.streaming.web;

import java.util.Optional;

import io.followsync.gateway.access.Access;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.StreamEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "Jobs")
record StreamController(Access access, JobEvents events, StreamAnswers answers) {

	/**
	 * Resumes after {@code Last-Event-ID}. A browser's first connection cannot send that
	 * header, so the {@code lastEventId} parameter does the same.
	 */
	@Operation(operationId = "followJob", summary = "Follow a job as server-sent events (docs/streaming.md)")
	@GetMapping(path = { "/api/jobs/{id}/events", "/api/v1/jobs/{id}/events" },
			produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@ApiErrors({ ErrorCode.JOB_NOT_FOUND, ErrorCode.TOO_MANY_STREAMS, ErrorCode.JOB_UNREADABLE,
			ErrorCode.JOB_OF_NEWER_RELEASE })
	Mono<Void> events(@PathVariable String id,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
			@RequestParam(required = false) @Nullable String lastEventId, ServerWebExchange exchange) {
		Optional<StreamEvent.Id> last = StreamAnswers.last(header, lastEventId);
		return this.answers.send(open(new Access.Caller.Holder(id), last), exchange);
	}

	// A job that was found for another client may have been deleted and submitted again
	// since.
	private Mono<JobEvents.Opening> open(Access.Caller caller, Optional<StreamEvent.Id> last) {
		return this.access.findJobShared(caller)
			.flatMap((job) -> this.events.open(job, last))
			.switchIfEmpty(Mono.defer(() -> this.access.findJob(caller)).flatMap((job) -> this.events.open(job, last)))
			.switchIfEmpty(Access.notFound());
	}

}
