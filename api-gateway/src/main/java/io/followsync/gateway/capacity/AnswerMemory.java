package io.followsync.gateway.capacity;

import java.time.Duration;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * The memory of answers that may be large. It is reserved before such an answer is sent
 * and released when the call has ended, which is when the client has taken all of it or
 * its connection is closed. No address holds more than a quarter of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public class AnswerMemory implements WebFilter {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private static final int MIN_CLIENTS = 4;

	private static final String RESERVED = "followsync.answers.reserved";

	private final ClientSlots bytes;

	private final long maxPerClient;

	private final ClientAddress address;

	private final Counter refused;

	AnswerMemory(Capacity capacity, ClientAddress address, MeterRegistry meters) {
		this.maxPerClient = capacity.answerBytes() / MIN_CLIENTS;
		this.bytes = new ClientSlots(capacity.answerBytes(), this.maxPerClient);
		this.address = address;
		this.refused = meters.counter("followsync.answers.refused");
		meters.gauge("followsync.answers.reserved.bytes", this.bytes, ClientSlots::taken);
		meters.gauge("followsync.answers.max.bytes", capacity, Capacity::answerBytes);
	}

	/**
	 * Reserves memory until the call ends.
	 * @throws ApiException if so much is not left
	 */
	public void reserve(ServerWebExchange call, long size) {
		Reservation wanted = new Reservation(this.address.of(call.getRequest()), Math.min(size, this.maxPerClient));
		if (this.bytes.take(wanted.client(), wanted.size()) != ClientSlots.Outcome.TAKEN) {
			this.refused.increment();
			throw new ApiException(ErrorCode.TOO_MANY_ANSWERS).retryAfter(RETRY_AFTER);
		}
		call.getAttributes().put(RESERVED, wanted);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return chain.filter(exchange).doFinally((signal) -> release(exchange));
	}

	private void release(ServerWebExchange call) {
		if (call.getAttributes().remove(RESERVED) instanceof Reservation held) {
			this.bytes.release(held.client(), held.size());
		}
	}

	/** Bytes that a call holds; at most one a call. */
	private record Reservation(String client, long size) {
	}

}
