package io.followsync.gateway.streaming;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/** Metrics of the streams: how many are open, which events they carry and how late. */
@Component
class StreamMetrics {

	private static final Duration[] BOUNDS = LongStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
		.mapToObj(Duration::ofMillis)
		.toArray(Duration[]::new);

	private final Map<StreamEvent.Type, Counter> sent = new EnumMap<>(StreamEvent.Type.class);

	private final Timer delay;

	private final Clock clock;

	StreamMetrics(MeterRegistry meters, JobStreams streams, Clock clock) {
		meters.gauge("followsync.streams.open", streams, JobStreams::open);
		for (StreamEvent.Type type : StreamEvent.Type.values()) {
			this.sent.put(type,
					meters.counter("followsync.streams.events", "event", type.name().toLowerCase(Locale.ROOT)));
		}
		this.delay = Timer.builder("followsync.streams.delay").serviceLevelObjectives(BOUNDS).register(meters);
		this.clock = clock;
	}

	void count(StreamEvent event) {
		Objects.requireNonNull(this.sent.get(event.type())).increment();
	}

	void countLive(StreamEvent event) {
		count(event);
		Duration delay = Duration.between(event.progress().at(), this.clock.instant());
		// Clocks of replicas differ a little.
		this.delay.record(delay.isNegative() ? Duration.ZERO : delay);
	}

}
