package io.followsync.runtime.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
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
		ByteBufAllocatorMetricProvider memory = PooledByteBufAllocator.DEFAULT;
		return new NettyAllocatorMetrics(memory);
	}

	@Bean
	MeterBinder nettyEventLoops(ReactorResourceFactory resources) {
		return (meters) -> new NettyEventExecutorMetrics(resources.getLoopResources().onServer(true)).bindTo(meters);
	}

}
