package io.followsync.gateway.capacity;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ClientAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class AnswerMemoryTests {

	private static final int ALL = 400;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ClientAddress address = Mockito.mock();

	private final AnswerMemory memory = new AnswerMemory(new Capacity(new Capacity.MemoryPlan(100, 100, 1, ALL), null),
			this.address, this.meters);

	@BeforeEach
	void callFromOneAddress() {
		BDDMockito.given(this.address.of(Mockito.any())).willReturn("192.0.2.1");
	}

	@Test
	void releasesMemoryHoweverTheCallEnds() {
		Sinks.Empty<Void> succeeding = Sinks.empty();
		Sinks.Empty<Void> failing = Sinks.empty();
		this.memory.reserve(begin(succeeding.asMono()).exchange(), 30);
		this.memory.reserve(begin(failing.asMono()).exchange(), 30);
		Call cancelled = begin(Mono.never());
		this.memory.reserve(cancelled.exchange(), 30);
		assertThat(reserved()).isEqualTo(90);

		succeeding.tryEmitEmpty();
		failing.tryEmitError(new IllegalStateException("unreadable"));
		cancelled.subscription().dispose();

		assertThat(reserved()).isZero();
	}

	@Test
	void reservesNothingForAnEndedCall() {
		Call call = begin(Mono.never());
		call.subscription().dispose();

		this.memory.reserve(call.exchange(), 50);

		assertThat(reserved()).isZero();
	}

	@Test
	void raisesAReservationInsteadOfAdding() {
		Call call = begin(Mono.never());
		this.memory.reserve(call.exchange(), 50);
		this.memory.reserve(call.exchange(), 60);
		this.memory.reserve(call.exchange(), 10);

		assertThat(reserved()).isEqualTo(60);
	}

	@Test
	void limitsAnAddressToItsShareOrOneLargerAnswer() {
		Call large = begin(Mono.never());
		this.memory.reserve(large.exchange(), 150);
		assertThat(reserved()).isEqualTo(150);
		Call another = begin(Mono.never());
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.memory.reserve(another.exchange(), 1));
		assertThat(this.meters.counter("followsync.answers.refused").count()).isOne();

		large.subscription().dispose();

		assertThatNoException().isThrownBy(() -> this.memory.reserve(another.exchange(), 2 * ALL));
		assertThat(reserved()).isEqualTo(ALL);
	}

	private Call begin(Mono<Void> rest) {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/status/1"));
		return new Call(exchange, this.memory.filter(exchange, (call) -> rest).onErrorComplete().subscribe());
	}

	private double reserved() {
		return this.meters.get("followsync.answers.reserved.bytes").gauge().value();
	}

	private record Call(MockServerWebExchange exchange, Disposable subscription) {
	}

}
