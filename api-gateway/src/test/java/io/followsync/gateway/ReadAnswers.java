package io.followsync.gateway;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Reads the body of each answer that ends, whether its test does or not: the buffers of
 * one that nobody reads are never released, and Netty reports a leak in whichever test
 * runs when they are collected.
 */
class ReadAnswers implements ExchangeFilterFunction {

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return next.exchange(request).flatMap((answer) -> isStream(answer) ? Mono.just(answer) : read(answer));
	}

	private static boolean isStream(ClientResponse answer) {
		return answer.headers().contentType().filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith).isPresent();
	}

	private static Mono<ClientResponse> read(ClientResponse answer) {
		return DataBufferUtils.join(answer.bodyToFlux(DataBuffer.class))
			.map(ReadAnswers::onHeap)
			.map((body) -> answer.mutate().body(Flux.just(body)).build())
			.defaultIfEmpty(answer);
	}

	private static DataBuffer onHeap(DataBuffer buffer) {
		try {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

}
