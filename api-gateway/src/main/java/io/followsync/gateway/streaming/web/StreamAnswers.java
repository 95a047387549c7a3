package io.followsync.gateway.streaming.web;

import java.util.Map;
import java.util.Optional;

import io.followsync.gateway.capacity.PacedResponse;
import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.StreamEvent;
import io.followsync.gateway.streaming.StreamSlots;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.ResolvableType;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.ServerSentEventHttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

/** Answers with the stream of a job, in one of the client's places for streams. */
@Component
record StreamAnswers(EventFrames frames, StreamSlots slots, ClientAddress address) {

	private static final ServerSentEventHttpMessageWriter WRITER = new ServerSentEventHttpMessageWriter();

	// Some 20 events, beside those that the client's side keeps.
	private static final DataSize SEND_BUFFER = DataSize.ofKilobytes(16);

	private static final ResolvableType FRAME = ResolvableType.forClassWithGenerics(ServerSentEvent.class,
			String.class);

	/** The event that a client has seen last, by its header or else by the parameter. */
	static Optional<StreamEvent.Id> last(@Nullable String header, @Nullable String parameter) {
		return Optional.ofNullable((header != null) ? header : parameter).flatMap(StreamEvent.Id::parse);
	}

	Mono<Void> send(Mono<JobEvents.Opening> opening, ServerWebExchange exchange) {
		return Mono
			.using(() -> this.slots.take(this.address.of(exchange.getRequest())),
					(slot) -> opening.flatMap((opened) -> answer(opened, exchange)), StreamSlots.Slot::close)
			.doOnError((ex) -> closeAfter(exchange.getResponse()));
	}

	// A crowd that is refused must not keep its connections meanwhile.
	private static void closeAfter(ServerHttpResponse response) {
		if (!response.isCommitted()) {
			response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
	}

	private Mono<Void> answer(JobEvents.Opening opening, ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		response.getHeaders().setCacheControl(CacheControl.noStore());
		return switch (opening) {
			case JobEvents.Opening.NothingLeft nothing -> {
				response.setStatusCode(HttpStatus.NO_CONTENT);
				yield response.setComplete();
			}
			// Whoever asks for the headers alone does not wait for the end of the job.
			case JobEvents.Opening.Stream stream when exchange.getRequest().getMethod() == HttpMethod.HEAD -> {
				response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
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
					new StreamController.UngroupedResponse(PacedResponse.of(response, SEND_BUFFER)), Map.of())
			.doFinally((signal) -> written.tryEmitEmpty());
	}

}
