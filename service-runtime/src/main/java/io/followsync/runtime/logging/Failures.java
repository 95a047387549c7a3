package io.followsync.runtime.logging;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes failures for the log, on one line: the classes of an exception and its
 * causes, with the messages of those families whose messages hold nothing of a caller or
 * an account.
 */
public final class Failures {

	private static final int MAX_CAUSES = 5;

	private Failures() {
	}

	/**
	 * As
	 * {@code DataAccessResourceFailureException, caused by ConnectException: Connection
	 * refused}.
	 */
	public static String describe(Throwable failure) {
		return Stream.<Throwable>iterate(failure, (link) -> link != null, Throwable::getCause)
			.limit(MAX_CAUSES)
			.map((link) -> named(link.getClass().getSimpleName(), link))
			.distinct()
			.collect(Collectors.joining(", caused by "));
	}

	/** The name, with the exception's own message if that may be logged. */
	static String named(String name, Throwable failure) {
		return SafeMessages.of(failure).map((message) -> name + ": " + message).orElse(name);
	}

}
