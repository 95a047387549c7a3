package io.followsync.vault;

/**
 * Keys or sealed bytes cannot be used. The message contains no secret.
 */
public sealed class VaultException extends RuntimeException permits UnknownKeyException {

	private static final long serialVersionUID = 1L;

	VaultException(String message) {
		super(message);
	}

	VaultException(String message, Exception cause) {
		super(message, cause);
	}

}
