package io.followsync.vault;

/** Bytes were sealed under a key that this process does not have; another may have it. */
public final class UnknownKeyException extends VaultException {

	private static final long serialVersionUID = 1L;

	UnknownKeyException(int key) {
		super("sealed under key %s, which is not here".formatted(Integer.toUnsignedString(key)));
	}

}
