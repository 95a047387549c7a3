package io.followsync.gateway.access;

import java.util.UUID;

/** What an owner has shown, by which it is found again: no secret can be read from it. */
public sealed interface Credential {

	/** The cookie of a browser session. */
	record OfBrowser(UUID session) implements Credential {
	}

	/**
	 * An access token. A renewed one is another.
	 *
	 * @param hash of its secret, in hexadecimal digits
	 */
	record OfClient(String hash) implements Credential {

		@Override
		public String toString() {
			return "OfClient[hidden]";
		}

	}

}
