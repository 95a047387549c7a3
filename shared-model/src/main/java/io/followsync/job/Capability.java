package io.followsync.job;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id that gives a caller access to one job and nothing else. Knowing it is the
 * permission, so it never appears in a log, a topic, a metric or an unencrypted column;
 * {@link #toString()} therefore hides it.
 *
 * @param value 16 hexadecimal digits (analysis) or 32 (import)
 */
public record Capability(String value) {

	private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}|[0-9a-f]{32}");

	private static final int RANDOM_BYTES = 16;

	private static final SecureRandom RANDOM = new SecureRandom();

	public Capability {
		if (!FORM.matcher(value).matches()) {
			throw new IllegalArgumentException("not a capability");
		}
	}

	/** Empty for any text that does not have the form of a capability. */
	public static Optional<Capability> parse(String text) {
		return FORM.matcher(text).matches() ? Optional.of(new Capability(text)) : Optional.empty();
	}

	/** A fresh capability of 128 random bits. */
	public static Capability random() {
		byte[] bytes = new byte[RANDOM_BYTES];
		RANDOM.nextBytes(bytes);
		return new Capability(HexFormat.of().formatHex(bytes));
	}

	@Override
	public String toString() {
		return "Capability[hidden]";
	}

}
