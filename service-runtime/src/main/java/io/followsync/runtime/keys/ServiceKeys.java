package io.followsync.runtime.keys;

import java.nio.file.Path;

import io.followsync.vault.CredentialOpener;
import io.followsync.vault.GatewayKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The key directory of this service. Sealed values that cannot be opened are counted. */
public final class ServiceKeys {

	private final Path directory;

	private final boolean createMissing;

	private final Counter unopened;

	/**
	 * @param createMissing whether to create the missing keysets of both services there
	 */
	public ServiceKeys(Path directory, boolean createMissing, MeterRegistry meters) {
		this.directory = directory;
		this.createMissing = createMissing;
		this.unopened = meters.counter("followsync.vault.failures");
	}

	public Path directory() {
		return this.directory;
	}

	/** Loads the keys of a gateway. */
	public GatewayKeys gateway() {
		return GatewayKeys.load(this.directory, this.createMissing, this.unopened::increment);
	}

	/** Loads the keys of a worker. */
	public CredentialOpener worker() {
		return CredentialOpener.load(this.directory, this.createMissing, this.unopened::increment);
	}

}
