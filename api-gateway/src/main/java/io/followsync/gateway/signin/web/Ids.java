package io.followsync.gateway.signin.web;

import java.util.Optional;
import java.util.UUID;

/** Ids in requests: what is none belongs to nobody, and is answered like that. */
final class Ids {

	private static final int LENGTH = 36;

	private Ids() {
	}

	static Optional<UUID> parse(String text) {
		try {
			return (text.length() == LENGTH) ? Optional.of(UUID.fromString(text)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
