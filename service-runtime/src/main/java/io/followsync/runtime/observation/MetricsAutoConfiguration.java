package io.followsync.runtime.observation;

import java.util.ResourceBundle;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.netty.buffer.PooledByteBufAllocator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The conventions of all metrics; metrics of Netty's memory and of its event loops'
 * queues.
 */
@AutoConfiguration
class MetricsAutoConfiguration {

	@Bean
	MetricConventions metricConventions() {
		return new MetricConventions();
	}

	@Bean
	MeterBinder nettyMemory() {
		return new NettyAllocatorMetrics(PooledByteBufAllocator.DEFAULT);
	}

	@Bean
	MeterBinder nettyEventLoops(ReactorResourceFactory resources) {
		return (meters) -> new NettyEventExecutorMetrics(resources.getLoopResources().onServer(true)).bindTo(meters);
	}

	/**
	 * Keeps metrics to Prometheus' conventions. Each of ours has a description. Metrics
	 * of libraries whose names break the conventions (an abbreviated unit, a "count" that
	 * is not a counter) are left out.
	 */
	static final class MetricConventions implements MeterFilter {

		private static final Pattern UNCONVENTIONAL = Pattern
			.compile("kafka\\..*\\.(ns|ms)(\\..*)?|kafka\\..*\\.count|jvm\\.compilation\\.time|process\\.cpu\\.time"
					+ "|system\\.cpu\\.count");

		private static final String UNDESCRIBED = "Reported by a library";

		private final ResourceBundle descriptions = ResourceBundle
			.getBundle("io.followsync.runtime.observation.metrics");

		@Override
		public MeterFilterReply accept(Meter.Id id) {
			return UNCONVENTIONAL.matcher(id.getName()).matches() ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
		}

		@Override
		public Meter.Id map(Meter.Id id) {
			String name = id.getName();
			String description = this.descriptions.containsKey(name) ? this.descriptions.getString(name)
					: id.getDescription();
			return new Meter.Id(name, Tags.of(id.getTags()), id.getBaseUnit(),
					(description == null || description.isBlank()) ? UNDESCRIBED : description, id.getType());
		}

	}

}
