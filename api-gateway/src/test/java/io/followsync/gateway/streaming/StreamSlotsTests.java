package io.followsync.gateway.streaming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.followsync.gateway.capacity.Roomy;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StreamSlotsTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final StreamSlots slots = new StreamSlots(new StreamingProperties(Duration.ofSeconds(2),
			Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(5), 20, 5, 8, 0.5, Duration.ofMinutes(1)),
			Roomy.CAPACITY, this.meters);

	@Test
	void fewAddressesCannotTakeAllStreams() {
		List<StreamSlots.Slot> taken = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			taken.add(this.slots.take("192.0.2.1"));
		}
		refuses(() -> this.slots.take("192.0.2.1"), "address");
		this.slots.take("192.0.2.2");
		taken.getFirst().close();
		this.slots.take("192.0.2.1");
	}

	@Test
	void unprovenJobsCannotTakeAllStreams() {
		for (int i = 0; i < 10; i++) {
			this.slots.enter(0, false);
		}
		refuses(() -> this.slots.enter(0, false), "unproven");
		this.slots.enter(0, true);
		this.slots.leave(false);
		this.slots.enter(0, false);
	}

	@Test
	void oneJobCannotTakeAllStreams() {
		this.slots.enter(4, true);
		refuses(() -> this.slots.enter(5, true), "job");
	}

	@Test
	void admitsNoMoreThanTheReplicaHolds() {
		for (int i = 0; i < 20; i++) {
			this.slots.take("192.0.2." + i);
		}
		refuses(() -> this.slots.take("192.0.2.99"), "replica");
	}

	private void refuses(ThrowingCallable call, String limit) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(call)
			.matches((refused) -> refused.code() == ErrorCode.TOO_MANY_STREAMS);
		assertThat(this.meters.counter("followsync.streams.refused", "limit", limit).count()).isOne();
	}

}
