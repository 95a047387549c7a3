package io.followsync.embedded;

import org.jspecify.annotations.Nullable;

/** A service could not be started or controlled; the message says which and why. */
public class ServiceStartException extends RuntimeException {

	public ServiceStartException(String message) {
		this(message, null);
	}

	public ServiceStartException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
