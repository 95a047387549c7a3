package io.followsync.vault;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import com.google.crypto.tink.prf.PrfSet;
import io.followsync.credential.WebSession;
import io.followsync.job.Capability;

/**
 * Keyed hashes by which what must not be stored is looked up: sessions, with a key used
 * for nothing else, capabilities and the addresses of clients, and owners' secrets, again
 * with a key of their own.
 */
public final class Fingerprints {

	private static final String CLIENT = "client:";

	private static final String TOKEN = "token:";

	private static final String SIGN_IN = "sign-in:";

	private static final int BYTES = 16;

	private static final int SECRET_BYTES = 32;

	private static final int MASK_DIGITS = 8;

	private final PrfSet sessions;

	private final PrfSet capabilities;

	private final PrfSet ownerSecrets;

	Fingerprints(PrfSet sessions, PrfSet capabilities, PrfSet ownerSecrets) {
		this.sessions = sessions;
		this.capabilities = capabilities;
		this.ownerSecrets = ownerSecrets;
	}

	/** 16 bytes; the same however the session id was percent-encoded. */
	public byte[] of(WebSession session) {
		return compute(this.sessions, session.canonicalSessionId(), BYTES);
	}

	/** 16 bytes. */
	public byte[] of(Capability capability) {
		return compute(this.capabilities, capability.value(), BYTES);
	}

	/**
	 * 16 bytes, by which the jobs of one client are told from those of others. Under the
	 * key of the capabilities, none of which begins like this.
	 */
	public byte[] ofClient(String address) {
		return compute(this.capabilities, CLIENT + address, BYTES);
	}

	/** 32 bytes, by which an owner's access token is looked up. */
	public byte[] ofToken(String token) {
		return compute(this.ownerSecrets, TOKEN + token, SECRET_BYTES);
	}

	/** 32 bytes, by which a sign-in is looked up; never those of an access token. */
	public byte[] ofSignIn(String secret) {
		return compute(this.ownerSecrets, SIGN_IN + secret, SECRET_BYTES);
	}

	/**
	 * The part of a session's fingerprint that may be shown: the first 8 hexadecimal
	 * digits.
	 */
	public static String mask(byte[] fingerprint) {
		return HexFormat.of().formatHex(fingerprint).substring(0, MASK_DIGITS);
	}

	private static byte[] compute(PrfSet key, String text, int bytes) {
		return Tink.call("could not compute a fingerprint",
				() -> key.computePrimary(text.getBytes(StandardCharsets.UTF_8), bytes));
	}

}
