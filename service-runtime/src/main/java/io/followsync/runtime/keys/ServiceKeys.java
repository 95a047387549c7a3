package io.followsync.runtime.keys;

import java.nio.file.Path;

import io.followsync.vault.CredentialOpener;
import io.followsync.vault.GatewayKeys;
import io.followsync.vault.VaultException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;

/** The key directory of this service. Sealed values that cannot be opened are counted. */
public final class ServiceKeys {

	private final Path directory;

	private final boolean createMissing;

	private final Counter unopened;

	public ServiceKeys(Path directory, boolean createMissing, MeterRegistry meters) {
		this.directory = directory;
		this.createMissing = createMissing;
		this.unopened = meters.counter("followsync.vault.failures");
	}

	public Path directory() {
		return this.directory;
	}

	public GatewayKeys gateway() {
		return GatewayKeys.load(this.directory, this.createMissing, this.unopened::increment);
	}

	public CredentialOpener worker() {
		return CredentialOpener.load(this.directory, this.createMissing, this.unopened::increment);
	}

	@AutoConfiguration
	@EnableConfigurationProperties(KeysProperties.class)
	static class KeysAutoConfiguration {

		@Bean
		ServiceKeys serviceKeys(KeysProperties properties, MeterRegistry meters) {
			return new ServiceKeys(properties.directory(), properties.createMissing(), meters);
		}

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

	/** Explains in one message what to do when the keys are missing at the start. */
	static class MissingKeysAnalyzer extends AbstractFailureAnalyzer<VaultException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, VaultException cause) {
			return new FailureAnalysis("The vault has " + cause.getMessage() + ".",
					"Run \"KeysMain create\" (\"Keys\" in docs/operations.md; in the compose stack, docker compose run --rm secrets): "
							+ "it adds the keysets that are missing and keeps the others. The directory named by "
							+ "followsync.vault.directory must have sessions.json, capabilities.json, owner-secrets.json, "
							+ "browser-sessions.json, sealing.json and credentials-public.json for a gateway, "
							+ "credentials-private.json for a worker. On a single machine, followsync.vault.create-missing=true "
							+ "creates them at the start. What was sealed under lost keys stays unreadable.",
					cause);
		}

	}

}
