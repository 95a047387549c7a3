package io.followsync.messaging;

/**
 * A record that cannot be understood: poison, for the dead letters.
 */
public final class UnreadableMessageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnreadableMessageException(String reason) {
		super(reason);
	}

}
