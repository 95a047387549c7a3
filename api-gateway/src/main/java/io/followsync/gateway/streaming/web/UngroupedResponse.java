package io.followsync.gateway.streaming.web;

import java.util.function.Function;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Sends each group of a body as soon as it comes, but not as a group: Reactor Netty,
 * which sends whatever it has as soon as nothing more is waiting, appends a boundary to
 * each group by {@link Flux#concatWith}, and in Reactor Core 3.8.7 and before that can
 * forget a request. {@code FluxConcatArray.addCapAndGetSubscription} reads its state,
 * then the current source, then swaps the state, and does not notice if the state had
 * moved on and come back in between; so it asks a source that has ended, and the boundary
 * is never asked for. A response that is hit never sends anything again and never ends
 * (measured on two busy cores: 2 of 670,000 streams).
 */
final class UngroupedResponse extends ServerHttpResponseDecorator {

	UngroupedResponse(ServerHttpResponse response) {
		super(response);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return writeWith(Flux.from(body).concatMap(Function.identity(), 1));
	}

}
