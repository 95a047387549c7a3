package io.followsync.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import io.followsync.job.JobId;

/** What a sealed text is bound to, and how one is made. */
enum Sealing {

	CAPABILITY("capability:"), CREDENTIAL("credential:");

	private final String purpose;

	Sealing(String purpose) {
		this.purpose = purpose;
	}

	byte[] seal(JobId job, String text, Cipher cipher) {
		try {
			return cipher.apply(text.getBytes(StandardCharsets.UTF_8), boundTo(job));
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("could not seal", ex);
		}
	}

	String open(JobId job, byte[] sealed, Cipher cipher) {
		try {
			return new String(cipher.apply(sealed, boundTo(job)), StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("could not open sealed bytes", ex);
		}
	}

	private byte[] boundTo(JobId job) {
		return (this.purpose + job).getBytes(StandardCharsets.UTF_8);
	}

	/** One direction of an AEAD or of a hybrid encryption. */
	@FunctionalInterface
	interface Cipher {

		byte[] apply(byte[] bytes, byte[] boundTo) throws GeneralSecurityException;

	}

}
