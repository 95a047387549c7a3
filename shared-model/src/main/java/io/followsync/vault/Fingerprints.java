package io.followsync.vault;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import com.google.crypto.tink.prf.PrfSet;
import io.followsync.credential.WebSession;
import io.followsync.job.Capability;

/**
 * Keyed hashes by which what must not be stored is looked up: sessions, with a key used
 * for nothing else, capabilities and the addresses of clients.
 */
public final class Fingerprints {

	private static final String CLIENT = "client:";

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
	 * 16 bytes, by which the jobs of one client are told from those of others. Under the
	 * key of the capabilities, none of which begins like this.
	 */
	public byte[] ofClient(String address) {
		return compute(this.capabilities, CLIENT + address);
	}

	/**
	 * The part of a session's fingerprint that may be shown: the first 8 hexadecimal
	 * digits.
	 */
	public static String mask(byte[] fingerprint) {
		return HexFormat.of().formatHex(fingerprint).substring(0, MASK_DIGITS);
	}

	private static byte[] compute(PrfSet key, String text) {
		return Tink.call("could not compute a fingerprint",
				() -> key.computePrimary(text.getBytes(StandardCharsets.UTF_8), BYTES));
	}

}
