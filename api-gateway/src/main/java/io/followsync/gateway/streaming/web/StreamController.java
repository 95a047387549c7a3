package io.followsync.gateway.streaming.web;

import java.util.Optional;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.CanFail;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.streaming.EventId;
import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.Opening;
import io.followsync.job.Capability;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stream of one job's events. */
@RestController
class StreamController {

	private final JobEvents events;

	private final EventFrames frames;

	StreamController(JobEvents events, EventFrames frames) {
		this.events = events;
		this.frames = frames;
	}

	/**
	 * Goes on after {@code Last-Event-ID}; a browser's first connection cannot send that
	 * header, so the parameter is the same.
	 */
	@GetMapping(path = { "/api/jobs/{id}/events", "/api/v1/jobs/{id}/events" },
			produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@CanFail({ ErrorCode.JOB_NOT_FOUND, ErrorCode.TOO_MANY_STREAMS })
	Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(@PathVariable String id,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
			@RequestParam(required = false) @Nullable String lastEventId) {
		Optional<EventId> last = Optional.ofNullable((header != null) ? header : lastEventId).flatMap(EventId::parse);
		return Mono.justOrEmpty(Capability.parse(id))
			.flatMap((capability) -> this.events.open(capability, last))
			.defaultIfEmpty(new Opening.NoSuchJob())
			.map(this::answer);
	}

	private ResponseEntity<Flux<ServerSentEvent<String>>> answer(Opening opening) {
		return switch (opening) {
			case Opening.NoSuchJob none -> throw new ApiException(ErrorCode.JOB_NOT_FOUND);
			case Opening.NothingLeft nothing -> ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
			case Opening.Stream stream -> ResponseEntity.ok()
				.contentType(MediaType.TEXT_EVENT_STREAM)
				.cacheControl(CacheControl.noStore())
				.header("X-Accel-Buffering", "no")
				.body(this.frames.of(stream.signals()));
		};
	}

}
