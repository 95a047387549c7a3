package io.followsync.vault;

/**
 * Keys or sealed bytes cannot be used. The message contains no secret.
 */
public final class VaultException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	VaultException(String message, Exception cause) {
		super(message, cause);
	}

}
