package io.followsync.runtime.logging;

import org.jspecify.annotations.Nullable;

/**
 * What of an exception may be logged: its class and its stack, with its causes. Not its
 * message, which may quote what a caller sent, and not what is suppressed, where WebFlux
 * notes the path of the request, capability included.
 */
public final class Redacted extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int MOST_CAUSES = 5;

	private Redacted(Throwable error, @Nullable Redacted cause) {
		super(error.getClass().getName(), cause, false, true);
		setStackTrace(error.getStackTrace());
	}

	public static Redacted of(Throwable error) {
		return of(error, MOST_CAUSES);
	}

	private static Redacted of(Throwable error, int causes) {
		Throwable cause = error.getCause();
		return new Redacted(error, (cause != null && causes > 0) ? of(cause, causes - 1) : null);
	}

}
