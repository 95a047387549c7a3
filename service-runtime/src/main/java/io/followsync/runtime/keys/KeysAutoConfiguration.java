package io.followsync.runtime.keys;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(KeysAutoConfiguration.KeysProperties.class)
class KeysAutoConfiguration {

	@Bean
	ServiceKeys serviceKeys(KeysProperties properties, MeterRegistry meters) {
		return new ServiceKeys(properties.directory(), properties.createMissing(), meters);
	}

	/**
	 * The keys of a service.
	 *
	 * @param directory where the keysets of this service are: those of gateways, or those
	 * of workers
	 * @param createMissing whether missing keysets of both services are made in this
	 * directory, which both then share; otherwise they stop the start
	 */
	@ConfigurationProperties("followsync.vault")
	record KeysProperties(Path directory, @DefaultValue("false") boolean createMissing) {
	}

}
