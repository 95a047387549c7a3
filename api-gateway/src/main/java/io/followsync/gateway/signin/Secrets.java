package io.followsync.gateway.signin;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** Fresh secrets, and their forms. */
final class Secrets {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int SIGN_IN_BYTES = 16;

	private static final int TOKEN_BYTES = 32;

	private static final int CODES = 1_000_000;

	private static final Pattern SIGN_IN = Pattern.compile("[A-Za-z0-9_-]{22}");

	private Secrets() {
	}

	/** 128 bits, in base64url. */
	static String ofSignIn() {
		return random(SIGN_IN_BYTES);
	}

	static boolean isOfSignIn(String text) {
		return SIGN_IN.matcher(text).matches();
	}

	/** 256 bits, in base64url, after a prefix by which scanners find leaked ones. */
	static String ofToken() {
		return "fs_" + random(TOKEN_BYTES);
	}

	/** Six digits to be compared by eye. */
	static String code() {
		return String.format(Locale.ROOT, "%06d", RANDOM.nextInt(CODES));
	}

	private static String random(int count) {
		byte[] bytes = new byte[count];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
