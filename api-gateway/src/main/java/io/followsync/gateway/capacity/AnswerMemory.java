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
 * The memory for answers that may be large. It is reserved before such an answer is
 * loaded and released when the call ends, which is when the client has taken all of it or
 * its connection is closed. No address holds more than a quarter of it, or one answer
 * that is larger.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public class AnswerMemory implements WebFilter {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private static final int MIN_CLIENTS = 4;

	private static final String RESERVATION = "followsync.answers.reservation";

	private final ClientSlots bytes;

	private final long max;

	private final ClientAddress address;

	private final Counter refused;

	AnswerMemory(Capacity capacity, ClientAddress address, MeterRegistry meters) {
		this.max = capacity.answerBytes();
		this.bytes = new ClientSlots(this.max, this.max / MIN_CLIENTS);
		this.address = address;
		this.refused = meters.counter("followsync.answers.refused");
		meters.gauge("followsync.answers.reserved.bytes", this.bytes, ClientSlots::taken);
		meters.gauge("followsync.answers.max.bytes", capacity, Capacity::answerBytes);
	}

	/**
	 * Reserves memory until the call ends, or raises what it has reserved to this size.
	 * @throws ApiException if not enough is left
	 */
	public void reserve(ServerWebExchange call, long size) {
		Reservation reservation = call.getRequiredAttribute(RESERVATION);
		// An answer larger than all of it reserves all of it.
		if (!reservation.raise(Math.min(size, this.max))) {
			this.refused.increment();
			throw new ApiException(ErrorCode.TOO_MANY_ANSWERS).retryAfter(RETRY_AFTER);
		}
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Mono.using(() -> begin(exchange), (reservation) -> chain.filter(exchange), Reservation::release);
	}

	private Reservation begin(ServerWebExchange call) {
		Reservation reservation = new Reservation(this.address.of(call.getRequest()));
		call.getAttributes().put(RESERVATION, reservation);
		return reservation;
	}

	/** Bytes that a call holds. */
	private final class Reservation {

		private final String client;

		private long size;

		private boolean released;

		Reservation(String client) {
			this.client = client;
		}

		synchronized boolean raise(long wanted) {
			// A query that its call did not wait for may be answered after the call.
			if (this.released || wanted <= this.size) {
				return true;
			}
			if (AnswerMemory.this.bytes.take(this.client, wanted - this.size) != ClientSlots.Outcome.TAKEN) {
				return false;
			}
			this.size = wanted;
			return true;
		}

		synchronized void release() {
			this.released = true;
			if (this.size > 0) {
				AnswerMemory.this.bytes.release(this.client, this.size);
			}
		}

	}

}
