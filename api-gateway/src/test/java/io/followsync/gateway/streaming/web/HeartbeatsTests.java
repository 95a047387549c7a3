package io.followsync.gateway.streaming.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.gateway.streaming.StreamingProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatsTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final Heartbeats heartbeats = new Heartbeats(
			new StreamingProperties(Duration.ofSeconds(2), Duration.ofSeconds(16), Duration.ofSeconds(1),
					Duration.ofSeconds(5), 10, 10, 200, 0.5, Duration.ofMinutes(1)));

	@BeforeEach
	void start() {
		this.heartbeats.start();
	}

	@AfterEach
	void stop() {
		this.heartbeats.stop();
		VirtualTimeScheduler.reset();
	}

	@Test
	void eachStreamHasItsTurnOncePerPeriod() {
		AtomicInteger early = new AtomicInteger();
		AtomicInteger late = new AtomicInteger();
		this.heartbeats.join(early::incrementAndGet);
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		this.heartbeats.join(late::incrementAndGet);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(early).hasValue(0);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(early).hasValue(1);
		assertThat(late).hasValue(0);
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(late).hasValue(1);
		this.time.advanceTimeBy(Duration.ofSeconds(160));
		assertThat(early).hasValue(11);
		assertThat(late).hasValue(11);
	}

	@Test
	void endsWithItsStream() {
		AtomicInteger beats = new AtomicInteger();
		Disposable stream = this.heartbeats.join(beats::incrementAndGet);
		this.time.advanceTimeBy(Duration.ofSeconds(16));
		stream.dispose();
		this.time.advanceTimeBy(Duration.ofSeconds(32));
		assertThat(beats).hasValue(1);
	}

	@Test
	void aStreamThatFailsStopsNoOther() {
		AtomicInteger beats = new AtomicInteger();
		AtomicInteger failures = new AtomicInteger();
		this.heartbeats.join(() -> {
			failures.incrementAndGet();
			throw new IllegalStateException("its connection is gone");
		});
		this.heartbeats.join(beats::incrementAndGet);
		this.time.advanceTimeBy(Duration.ofSeconds(48));
		assertThat(failures).hasValue(3);
		assertThat(beats).hasValue(3);
	}

}
