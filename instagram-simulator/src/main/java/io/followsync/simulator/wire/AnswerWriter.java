package io.followsync.simulator.wire;

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
import org.springframework.web.server.ServerWebExchange;

/** Writes answers to the connection, including the broken ones. */
public final class AnswerWriter {

	private AnswerWriter() {
	}

	public static Mono<Void> write(Answer answer, ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		return switch (answer) {
			case Answer.Whole whole -> whole(whole, response);
			case Answer.Redirect redirect -> redirect(redirect, response);
			case Answer.Reset reset -> reset(reset, response);
			case Answer.Silence silence -> silence(silence, response);
		};
	}

	private static Mono<Void> whole(Answer.Whole answer, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, answer.contentType());
		response.getHeaders().setContentLength(answer.body().length);
		return response.writeWith(Mono.fromSupplier(() -> buffer(response, answer.body())));
	}

	private static Mono<Void> redirect(Answer.Redirect answer, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
		response.getHeaders().set(HttpHeaders.LOCATION, answer.location());
		response.getHeaders().setContentLength(0);
		return response.setComplete();
	}

	/** Announces the whole body, sends half of it, and closes with a reset. */
	private static Mono<Void> reset(Answer.Reset answer, ServerHttpResponse response) {
		byte[] half = Arrays.copyOf(answer.announced(), answer.announced().length / 2);
		response.setStatusCode(HttpStatusCode.valueOf(200));
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
		response.getHeaders().setContentLength(answer.announced().length);
		Mono<Mono<DataBuffer>> first = Mono.just(Mono.fromSupplier(() -> buffer(response, half)));
		// The body must never complete, because that would end the answer properly.
		Flux<Mono<DataBuffer>> body = Flux.concat(first,
				Mono.fromRunnable(() -> onConnection(response, AnswerWriter::reset))
					.then(Mono.<Mono<DataBuffer>>never()));
		return response.writeAndFlushWith(body);
	}

	/** When a client gives up, its closed connection cancels the wait. */
	private static Mono<Void> silence(Answer.Silence answer, ServerHttpResponse response) {
		return Mono.delay(answer.closesAfter(), Schedulers.parallel())
			.then(Mono.fromRunnable(() -> onConnection(response, (connection) -> connection.channel().close())))
			.then(Mono.never());
	}

	private static void onConnection(ServerHttpResponse response, Consumer<Connection> action) {
		HttpServerResponse nativeResponse = ServerHttpResponseDecorator.getNativeResponse(response);
		nativeResponse.withConnection(action);
	}

	private static void reset(Connection connection) {
		connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
		connection.channel().close();
	}

	private static DataBuffer buffer(ServerHttpResponse response, byte[] bytes) {
		return response.bufferFactory().wrap(bytes);
	}

}
