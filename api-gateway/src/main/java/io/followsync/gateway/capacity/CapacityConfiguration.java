package io.followsync.gateway.capacity;

import io.netty.util.internal.PlatformDependent;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CapacityProperties.class)
class CapacityConfiguration {

	@Bean
	Capacity capacity(CapacityProperties properties) {
		MemoryPlan plan = MemoryPlan.of(Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory());
		return new Capacity(plan, properties.maxConnections());
	}

}
