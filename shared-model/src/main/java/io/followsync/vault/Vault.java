package io.followsync.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import com.google.crypto.tink.Aead;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.session.WebSession;

/**
 * Seals values that must not be stored in the clear, with AES-256-GCM, bound to one job
 * and one purpose: a value sealed for a job opens only for that job.
 */
public final class Vault {

	private static final String CREDENTIAL = "credential:";

	private static final String CAPABILITY = "capability:";

	private static final String SEPARATOR = "\n";

	private final Aead aead;

	private final Runnable unopened;

	Vault(Aead aead) {
		this(aead, () -> {
		});
	}

	private Vault(Aead aead, Runnable unopened) {
		this.aead = aead;
		this.unopened = unopened;
	}

	/** The same vault, which also calls the listener whenever it cannot open a value. */
	public Vault telling(Runnable listener) {
		return new Vault(this.aead, listener);
	}

	public byte[] seal(JobId job, WebSession session) {
		return seal(CREDENTIAL + job, session.csrfToken() + SEPARATOR + session.sessionId());
	}

	/**
	 * @throws VaultException if the bytes were not sealed for this job, or were sealed
	 * under a key that is gone
	 */
	public WebSession openSession(JobId job, byte[] sealed) {
		String[] values = open(CREDENTIAL + job, sealed).split(SEPARATOR, 2);
		return new WebSession(values[0], values[1]);
	}

	public byte[] seal(JobId job, Capability capability) {
		return seal(CAPABILITY + job, capability.value());
	}

	/**
	 * @throws VaultException if the bytes were not sealed for this job, or were sealed
	 * under a key that is gone
	 */
	public Capability openCapability(JobId job, byte[] sealed) {
		return new Capability(open(CAPABILITY + job, sealed));
	}

	private byte[] seal(String purpose, String text) {
		try {
			return this.aead.encrypt(text.getBytes(StandardCharsets.UTF_8), purpose.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("could not seal", ex);
		}
	}

	private String open(String purpose, byte[] sealed) {
		try {
			byte[] text = this.aead.decrypt(sealed, purpose.getBytes(StandardCharsets.UTF_8));
			return new String(text, StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			this.unopened.run();
			throw new VaultException("could not open sealed bytes", ex);
		}
	}

}
