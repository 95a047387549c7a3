package io.followsync.messaging;

/**
 * A record cannot be decoded and belongs in the dead letters.
 */
public final class UnreadableMessageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnreadableMessageException(String reason) {
		super(reason);
	}

}
