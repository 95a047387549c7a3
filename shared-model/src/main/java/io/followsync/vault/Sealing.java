package io.followsync.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import io.followsync.credential.WebSession;

/** What is sealed: its text, and the purpose and subject that it is bound to. */
enum Sealing {

	CAPABILITY("capability:"), CREDENTIAL("credential:");

	private static final String SEPARATOR = "\n";

	private final String purpose;

	Sealing(String purpose) {
		this.purpose = purpose;
	}

	byte[] seal(String subject, String text, Cipher cipher) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return Tink.call("could not seal", () -> cipher.apply(bytes, boundTo(subject)));
	}

	String open(String subject, byte[] sealed, Cipher cipher, Runnable onUnopened) {
		try {
			return new String(Tink.call("could not open sealed bytes", () -> cipher.apply(sealed, boundTo(subject))),
					StandardCharsets.UTF_8);
		}
		catch (VaultException ex) {
			onUnopened.run();
			throw ex;
		}
	}

	static String textOf(WebSession session) {
		return session.csrfToken() + SEPARATOR + session.sessionId();
	}

	static WebSession webSession(String text) {
		String[] values = text.split(SEPARATOR, 2);
		return new WebSession(values[0], values[1]);
	}

	private byte[] boundTo(String subject) {
		return (this.purpose + subject).getBytes(StandardCharsets.UTF_8);
	}

	/** One direction of an AEAD or of a hybrid encryption. */
	@FunctionalInterface
	interface Cipher {

		byte[] apply(byte[] bytes, byte[] boundTo) throws GeneralSecurityException;

	}

}
