package io.followsync.gateway.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A position in the order of a result: by name in byte order, then by key. Its text form
 * is opaque to callers.
 */
public record ResultKey(String username, long memberKey) {

	/** Before every member. */
	public static final ResultKey START = new ResultKey("", Long.MIN_VALUE);

	private static final int MAX_TEXT = 600;

	/** Empty for a text that {@link #text()} cannot have made. */
	public static Optional<ResultKey> parse(String text) {
		if (text.length() > MAX_TEXT) {
			return Optional.empty();
		}
		try {
			String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
			int end = plain.indexOf(':');
			String username = plain.substring(end + 1);
			// PostgreSQL's text cannot hold a NUL.
			return (end < 1 || username.indexOf('\0') >= 0) ? Optional.empty()
					: Optional.of(new ResultKey(username, Long.parseLong(plain.substring(0, end))));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	public String text() {
		String plain = this.memberKey + ":" + this.username;
		return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
	}

}
