package io.followsync.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import com.google.crypto.tink.prf.PrfSet;
import io.followsync.job.Capability;
import io.followsync.session.WebSession;

/**
 * Keyed hashes by which secrets are looked up without being stored: of sessions and of
 * capabilities, each with a key used for nothing else.
 */
public final class Fingerprints {

	private static final int BYTES = 16;

	private static final int MASK_DIGITS = 8;

	private final PrfSet sessions;

	private final PrfSet capabilities;

	Fingerprints(PrfSet sessions, PrfSet capabilities) {
		this.sessions = sessions;
		this.capabilities = capabilities;
	}

	/** 16 bytes; the same however the session id was percent-encoded. */
	public byte[] of(WebSession session) {
		return compute(this.sessions, session.canonicalSessionId());
	}

	/** 16 bytes. */
	public byte[] of(Capability capability) {
		return compute(this.capabilities, capability.value());
	}

	/**
	 * The part of a session's fingerprint that may be shown: the first 8 hexadecimal
	 * digits.
	 */
	public static String mask(byte[] fingerprint) {
		return HexFormat.of().formatHex(fingerprint).substring(0, MASK_DIGITS);
	}

	private static byte[] compute(PrfSet key, String text) {
		try {
			return key.computePrimary(text.getBytes(StandardCharsets.UTF_8), BYTES);
		}
		catch (GeneralSecurityException ex) {
			throw new VaultException("could not compute a fingerprint", ex);
		}
	}

}
