package io.followsync.worker;

import java.nio.file.Path;
import java.time.Clock;

import io.followsync.vault.Keyring;
import io.followsync.vault.Vault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	Vault vault(@Value("${followsync.vault.directory}") Path directory,
			@Value("${followsync.vault.create-missing:false}") boolean createMissing, MeterRegistry meters) {
		Counter unopened = meters.counter("followsync.vault.failures");
		return Keyring.load(directory, createMissing).vault().telling(unopened::increment);
	}

}
