package io.followsync.runtime.observation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetricConventionsTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	MetricConventionsTests() {
		this.meters.config().meterFilter(new MetricsAutoConfiguration.MetricConventions());
	}

	@Test
	void describesOwnMetrics() {
		assertThat(this.meters.counter("followsync.claims").getId().getDescription()).isEqualTo("jobs claimed");
	}

	@Test
	void describesUndescribedLibraryMetrics() {
		this.meters.gauge("jvm.threads.live", 1);
		assertThat(this.meters.get("jvm.threads.live").gauge().getId().getDescription())
			.isEqualTo("Reported by a library");

		// Like Kafka's metrics of single nodes.
		Gauge.builder("kafka.producer.node.request.rate", () -> 1).description("").register(this.meters);
		assertThat(this.meters.get("kafka.producer.node.request.rate").gauge().getId().getDescription())
			.isEqualTo("Reported by a library");
	}

	@Test
	void leavesOutUnconventionalNames() {
		this.meters.counter("kafka.producer.io.time.ns.total");
		this.meters.counter("kafka.producer.connection.count");
		this.meters.counter("kafka.producer.connection.creation.total");

		assertThat(this.meters.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsExactly("kafka.producer.connection.creation.total");
	}

}
