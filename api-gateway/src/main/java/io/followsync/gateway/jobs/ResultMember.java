package io.followsync.gateway.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * One row of a result.
 *
 * @param memberKey negative for a member known by name only
 * @param confirmed false if it is listed only because it was missing from a list that is
 * not proven to be complete; always true for a mutual member
 */
public record ResultMember(long memberKey, String username, String fullName, boolean verified, boolean isPrivate,
		boolean confirmed) {

	public Key key() {
		return new Key(this.username, this.memberKey);
	}

	/**
	 * A position in the order of a result: by name in byte order, then by key. Its text
	 * form is opaque to callers.
	 */
	public record Key(String username, long memberKey) {

		/** Before every member. */
		public static final Key START = new Key("", Long.MIN_VALUE);

		private static final int MAX_TEXT = 600;

		/** Empty for a text that {@link #text()} cannot have made. */
		public static Optional<Key> parse(String text) {
			if (text.length() > MAX_TEXT) {
				return Optional.empty();
			}
			try {
				String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
				int end = plain.indexOf(':');
				String username = plain.substring(end + 1);
				// PostgreSQL's text cannot hold a NUL.
				return (end < 1 || username.indexOf('\0') >= 0) ? Optional.empty()
						: Optional.of(new Key(username, Long.parseLong(plain.substring(0, end))));
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

}
