package io.followsync.gateway.streaming.web;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.netty.DetachedResponse;
import io.followsync.gateway.streaming.JobEvents;
import io.followsync.gateway.streaming.StreamEvent;
import io.followsync.gateway.streaming.StreamSlots;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

/** Answers with the stream of a job, in one of the client's places for streams. */
@Component
record StreamAnswers(EventFrames frames, Heartbeats heartbeats, StreamSlots slots, ClientAddress address) {

	// Some 20 events, beside those that the client's side keeps.
	private static final DataSize SEND_BUFFER = DataSize.ofKilobytes(16);

	private static final MediaType EVENTS = new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8);

	/** The event that a client has seen last, by its header or else by the parameter. */
	static Optional<StreamEvent.Id> last(@Nullable String header, @Nullable String parameter) {
		return Optional.ofNullable((header != null) ? header : parameter).flatMap(StreamEvent.Id::parse);
	}

	Mono<Void> send(Mono<JobEvents.Opening> opening, ServerWebExchange exchange) {
		return Mono.defer(() -> answer(opening, exchange, this.slots.take(this.address.of(exchange.getRequest()))))
			.doOnError((ex) -> closeAfter(exchange.getResponse()));
	}

	// A crowd that is refused must not keep its connections meanwhile.
	private static void closeAfter(ServerHttpResponse response) {
		if (!response.isCommitted()) {
			response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
	}

	// A stream keeps its place after the call, until its connection is closed.
	private Mono<Void> answer(Mono<JobEvents.Opening> opening, ServerWebExchange exchange, StreamSlots.Slot slot) {
		StreamWriter writer = new StreamWriter(this.frames, this.heartbeats, slot);
		return opening.flatMap((opened) -> answer(opened, exchange, writer))
			.doOnError((ex) -> writer.onClosed())
			.doOnCancel(writer::onClosed);
	}

	private Mono<Void> answer(JobEvents.Opening opening, ServerWebExchange exchange, StreamWriter writer) {
		ServerHttpResponse response = exchange.getResponse();
		response.getHeaders().setCacheControl(CacheControl.noStore());
		return switch (opening) {
			case JobEvents.Opening.NothingLeft nothing -> {
				response.setStatusCode(HttpStatus.NO_CONTENT);
				yield response.setComplete().doFinally((signal) -> writer.onClosed());
			}
			// Whoever asks for the headers alone does not wait for the end of the job.
			case JobEvents.Opening.Stream stream when exchange.getRequest().getMethod() == HttpMethod.HEAD -> {
				response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
				yield response.setComplete().doFinally((signal) -> writer.onClosed());
			}
			case JobEvents.Opening.Stream stream ->
				writer.open(stream.signals()).then(Mono.defer(() -> sendBeginning(exchange, writer)));
		};
	}

	private Mono<Void> sendBeginning(ServerWebExchange exchange, StreamWriter writer) {
		ServerHttpResponse response = exchange.getResponse();
		response.getHeaders().setContentType(EVENTS);
		response.getHeaders().set("X-Accel-Buffering", "no");
		DetachedResponse.detachAfterHead(exchange, SEND_BUFFER, writer);
		// Not a Mono, whose response would have a length.
		return response.writeWith(Flux.just(response.bufferFactory().wrap(this.frames.retry())));
	}

}
