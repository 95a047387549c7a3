package io.followsync.gateway;

import io.followsync.runtime.keys.ServiceKeys;
import io.followsync.vault.Fingerprints;
import io.followsync.vault.GatewayKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a gateway hashes and seals with; it opens capabilities, never credentials. */
@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

	private static final Logger log = LoggerFactory.getLogger(KeysConfiguration.class);

	@Bean
	GatewayKeys gatewayKeys(ServiceKeys service) {
		GatewayKeys keys = service.gateway();
		if (!keys.credentials().isForWorkersOnly()) {
			log.atWarn()
				.addKeyValue("directory", service.directory())
				.log("no credentials-public.json, sealing credentials under sealing.json, which this gateway could open; "
						+ "once all workers run this release, see \"Separate the keys\" in docs/operations.md");
		}
		return keys;
	}

	@Bean
	Fingerprints fingerprints(GatewayKeys keys) {
		return keys.fingerprints();
	}

}
