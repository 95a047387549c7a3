package io.followsync.runtime.logging;

import org.jspecify.annotations.Nullable;

/**
 * The parts of an exception that may be logged: its class, its stack trace and up to five
 * causes. Its message only if it is of a family whose messages quote nothing of a caller,
 * and never suppressed exceptions, where WebFlux records the request's path with its
 * capability.
 */
public final class Redacted extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int MAX_CAUSES = 5;

	private Redacted(Throwable error, @Nullable Redacted cause) {
		super(Failures.named(error.getClass().getName(), error), cause, false, true);
		setStackTrace(error.getStackTrace());
	}

	public static Redacted of(Throwable error) {
		return of(error, MAX_CAUSES);
	}

	private static Redacted of(Throwable error, int causes) {
		Throwable cause = error.getCause();
		return new Redacted(error, (cause != null && causes > 0) ? of(cause, causes - 1) : null);
	}

}
