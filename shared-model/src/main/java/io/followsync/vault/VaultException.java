package io.followsync.vault;

/**
 * Keys or sealed bytes that cannot be used. Its message names no secret.
 */
public final class VaultException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	VaultException(String message, Exception cause) {
		super(message, cause);
	}

}
