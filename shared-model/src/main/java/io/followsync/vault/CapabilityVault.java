package io.followsync.vault;

import com.google.crypto.tink.Aead;
import io.followsync.job.Capability;
import io.followsync.job.JobId;

/**
 * Seals capabilities with AES-256-GCM under keys that only gateways have. A value sealed
 * for a job opens only for that job.
 */
public final class CapabilityVault {

	private final Aead aead;

	private final Runnable unopened;

	CapabilityVault(Aead aead) {
		this(aead, () -> {
		});
	}

	private CapabilityVault(Aead aead, Runnable unopened) {
		this.aead = aead;
		this.unopened = unopened;
	}

	/** The same vault, which also calls the listener whenever it cannot open a value. */
	CapabilityVault telling(Runnable listener) {
		return new CapabilityVault(this.aead, listener);
	}

	public byte[] seal(JobId job, Capability capability) {
		return Sealing.CAPABILITY.seal(job.toString(), capability.value(), this.aead::encrypt);
	}

	/**
	 * @throws VaultException if the bytes were not sealed for this job, or were sealed
	 * under a key that is gone
	 */
	public Capability open(JobId job, byte[] sealed) {
		try {
			return new Capability(Sealing.CAPABILITY.open(job.toString(), sealed, this.aead::decrypt));
		}
		catch (VaultException ex) {
			this.unopened.run();
			throw ex;
		}
	}

}
