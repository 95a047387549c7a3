package io.followsync.simulator.state;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session as its cookie names it: the user it claims to be, and a digest that replaces
 * the secret. The secret itself is not kept.
 */
public record SessionCookie(long claimedId, String fingerprint) {

	private static final Pattern SHAPE = Pattern.compile("(?<id>\\d{1,18}):.+");

	/** Reads it, percent-encoded or not; empty if Instagram could not have issued it. */
	public static Optional<SessionCookie> parse(String value) {
		try {
			String decoded = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
			Matcher matcher = SHAPE.matcher(decoded);
			return matcher.matches()
					? Optional.of(new SessionCookie(Long.parseLong(matcher.group("id")), digest(decoded)))
					: Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	public static String digest(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
