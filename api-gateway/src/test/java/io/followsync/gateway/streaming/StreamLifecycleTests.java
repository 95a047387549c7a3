package io.followsync.gateway.streaming;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.gateway.capacity.Roomy;
import io.followsync.messaging.ProgressEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class StreamLifecycleTests {

	private final AtomicInteger begun = new AtomicInteger();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void restartsASourceAfterAnUnexpectedFailure() {
		StreamingProperties properties = new StreamingProperties(Duration.ofHours(1), Duration.ofSeconds(15),
				Duration.ofSeconds(1), Duration.ofSeconds(5), 1, 1, 1, 0.5, Duration.ofSeconds(60));
		JobStreams streams = new JobStreams(new StreamSlots(properties, Roomy.CAPACITY, this.meters));
		StreamLifecycle lifecycle = new StreamLifecycle(new BrokenOnce(),
				new StreamRefresh(new KnownStates(), streams, properties, this.meters), streams, this.meters);

		lifecycle.start();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.begun.get() == 2);

		assertThat(lifecycle.isRunning()).isTrue();
		assertThat(this.meters.counter("followsync.streams.feed.restarts").count()).isOne();
		lifecycle.stop();
	}

	private final class BrokenOnce implements StreamLifecycle.ProgressFeed {

		@Override
		public Flux<ProgressEvent> events() {
			if (StreamLifecycleTests.this.begun.incrementAndGet() == 1) {
				throw new IllegalStateException("unforeseen");
			}
			return Flux.never();
		}

		@Override
		public boolean isReady() {
			return true;
		}

	}

}
