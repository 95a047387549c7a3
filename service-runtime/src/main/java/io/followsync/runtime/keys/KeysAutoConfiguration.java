package io.followsync.runtime.keys;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(KeysProperties.class)
class KeysAutoConfiguration {

	@Bean
	ServiceKeys serviceKeys(KeysProperties properties, MeterRegistry meters) {
		return new ServiceKeys(properties.directory(), properties.createMissing(), meters);
	}

}
