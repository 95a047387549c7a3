package io.followsync.runtime.keys;

import io.followsync.vault.Fingerprints;
import io.followsync.vault.Keyring;
import io.followsync.vault.Vault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(KeysProperties.class)
class KeysAutoConfiguration {

	@Bean
	Keyring keyring(KeysProperties properties) {
		return Keyring.load(properties.directory(), properties.createMissing());
	}

	@Bean
	Vault vault(Keyring keyring, MeterRegistry meters) {
		Counter unopened = meters.counter("followsync.vault.failures");
		return keyring.vault().telling(unopened::increment);
	}

	@Bean
	Fingerprints fingerprints(Keyring keyring) {
		return keyring.fingerprints();
	}

}
