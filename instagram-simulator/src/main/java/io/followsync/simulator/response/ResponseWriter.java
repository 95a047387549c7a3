package io.followsync.simulator.response;

import java.util.Arrays;
import java.util.function.Consumer;

import io.netty.channel.ChannelOption;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/** Writes responses to the connection, including the broken ones. */
public final class ResponseWriter {

	private ResponseWriter() {
	}

	public static Mono<Void> write(ApiResponse response, ServerHttpResponse out) {
		return switch (response) {
			case ApiResponse.Complete complete -> writeComplete(complete, out);
			case ApiResponse.Redirect redirect -> writeRedirect(redirect, out);
			case ApiResponse.Reset reset -> writeHalfAndReset(reset, out);
			case ApiResponse.Silence silence -> staySilent(silence, out);
		};
	}

	private static Mono<Void> writeComplete(ApiResponse.Complete complete, ServerHttpResponse out) {
		out.setStatusCode(HttpStatusCode.valueOf(complete.status()));
		out.getHeaders().set(HttpHeaders.CONTENT_TYPE, complete.contentType());
		out.getHeaders().setContentLength(complete.body().length);
		return out.writeWith(Mono.fromSupplier(() -> out.bufferFactory().wrap(complete.body())));
	}

	private static Mono<Void> writeRedirect(ApiResponse.Redirect redirect, ServerHttpResponse out) {
		out.setStatusCode(HttpStatusCode.valueOf(redirect.status()));
		out.getHeaders().set(HttpHeaders.LOCATION, redirect.location());
		out.getHeaders().setContentLength(0);
		return out.setComplete();
	}

	/** Announces the whole body, sends half of it, and closes with a reset. */
	private static Mono<Void> writeHalfAndReset(ApiResponse.Reset reset, ServerHttpResponse out) {
		byte[] half = Arrays.copyOf(reset.announced(), reset.announced().length / 2);
		out.setStatusCode(HttpStatusCode.valueOf(200));
		out.getHeaders().set(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
		out.getHeaders().setContentLength(reset.announced().length);
		Mono<Mono<DataBuffer>> first = Mono.just(Mono.fromSupplier(() -> out.bufferFactory().wrap(half)));
		// The body must never complete, because that would end the response properly.
		Flux<Mono<DataBuffer>> body = Flux.concat(first,
				Mono.fromRunnable(() -> onConnection(out, ResponseWriter::resetConnection))
					.then(Mono.<Mono<DataBuffer>>never()));
		return out.writeAndFlushWith(body);
	}

	/** When a client gives up, its closed connection cancels the wait. */
	private static Mono<Void> staySilent(ApiResponse.Silence silence, ServerHttpResponse out) {
		return Mono.delay(silence.closesAfter(), Schedulers.parallel())
			.then(Mono.fromRunnable(() -> onConnection(out, (connection) -> connection.channel().close())))
			.then(Mono.never());
	}

	private static void onConnection(ServerHttpResponse out, Consumer<Connection> action) {
		HttpServerResponse nativeResponse = ServerHttpResponseDecorator.getNativeResponse(out);
		nativeResponse.withConnection(action);
	}

	private static void resetConnection(Connection connection) {
		connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
		connection.channel().close();
	}

}
