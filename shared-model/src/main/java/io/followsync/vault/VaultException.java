package io.followsync.vault;

/** Keys or sealed bytes cannot be used. The message contains no secret. */
public sealed class VaultException extends RuntimeException permits VaultException.UnknownKey {

	VaultException(String message) {
		super(message);
	}

	VaultException(String message, Exception cause) {
		super(message, cause);
	}

	/**
	 * Bytes were sealed under a key that this process does not have; another may have it.
	 */
	public static final class UnknownKey extends VaultException {

		UnknownKey(int key) {
			super("sealed under key %s, which is not here".formatted(Integer.toUnsignedString(key)));
		}

	}

}
