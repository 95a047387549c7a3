package io.followsync.gateway.streaming.web;

import java.util.Map;
import java.util.Optional;

import io.followsync.gateway.access.Access;
import io.followsync.gateway.capacity.PacedResponse;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.StreamEvent;
import io.followsync.gateway.streaming.StreamSlots;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.ResolvableType;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.ServerSentEventHttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The stream of one job's events. */
@RestController
@Tag(name = "Jobs")
class StreamController {

	private static final ServerSentEventHttpMessageWriter WRITER = new ServerSentEventHttpMessageWriter();

	// Some 20 events, beside those that the client's side keeps.
	private static final DataSize SEND_BUFFER = DataSize.ofKilobytes(16);

	private static final ResolvableType FRAME = ResolvableType.forClassWithGenerics(ServerSentEvent.class,
			String.class);

	private final Access access;

	private final JobEvents events;

	private final EventFrames frames;

	private final StreamSlots slots;

	private final ClientAddress address;

	StreamController(Access access, JobEvents events, EventFrames frames, StreamSlots slots, ClientAddress address) {
		this.access = access;
		this.events = events;
		this.frames = frames;
		this.slots = slots;
		this.address = address;
	}

	/**
	 * Resumes after {@code Last-Event-ID}. A browser's first connection cannot send that
	 * header, so the {@code lastEventId} parameter does the same.
	 */
	@Operation(summary = "Follow a job as server-sent events (docs/streaming.md)")
	@GetMapping(path = { "/api/jobs/{id}/events", "/api/v1/jobs/{id}/events" },
			produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@ApiErrors({ ErrorCode.JOB_NOT_FOUND, ErrorCode.TOO_MANY_STREAMS, ErrorCode.JOB_UNREADABLE,
			ErrorCode.JOB_OF_NEWER_RELEASE })
	Mono<Void> events(@PathVariable String id,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
			@RequestParam(required = false) @Nullable String lastEventId, ServerWebExchange exchange) {
		Optional<StreamEvent.Id> last = Optional.ofNullable((header != null) ? header : lastEventId)
			.flatMap(StreamEvent.Id::parse);
		return Mono
			.using(() -> this.slots.take(this.address.of(exchange.getRequest())),
					(slot) -> this.access.findJobShared(new Access.Caller.Holder(id))
						.flatMap((job) -> this.events.open(job, last))
						.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.JOB_NOT_FOUND)))
						.flatMap((opening) -> answer(opening, exchange.getResponse())),
					StreamSlots.Slot::close)
			.doOnError((ex) -> closeAfter(exchange.getResponse()));
	}

	// A crowd that is refused must not keep its connections meanwhile.
	private static void closeAfter(ServerHttpResponse response) {
		if (!response.isCommitted()) {
			response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
	}

	private Mono<Void> answer(JobEvents.Opening opening, ServerHttpResponse response) {
		response.getHeaders().setCacheControl(CacheControl.noStore());
		return switch (opening) {
			case JobEvents.Opening.NothingLeft nothing -> {
				response.setStatusCode(HttpStatus.NO_CONTENT);
				yield response.setComplete();
			}
			case JobEvents.Opening.Stream stream -> send(this.frames.of(stream.signals()), response);
		};
	}

	// Writing to an already closed connection fails without cancelling the frames, which
	// would never end by themselves; so the end of the write ends them.
	private static Mono<Void> send(Flux<ServerSentEvent<String>> frames, ServerHttpResponse response) {
		response.getHeaders().set("X-Accel-Buffering", "no");
		Sinks.Empty<Void> written = Sinks.empty();
		return WRITER
			.write(frames.takeUntilOther(written.asMono()), FRAME, MediaType.TEXT_EVENT_STREAM,
					new UngroupedResponse(PacedResponse.of(response, SEND_BUFFER)), Map.of())
			.doFinally((signal) -> written.tryEmitEmpty());
	}

}
