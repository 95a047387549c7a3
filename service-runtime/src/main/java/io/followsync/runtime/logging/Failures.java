package io.followsync.runtime.logging;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import io.followsync.vault.VaultException;
import io.r2dbc.spi.R2dbcException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What may be logged of a failure: the classes of an exception and its causes, with the
 * messages of those families whose messages hold nothing of a caller or an account.
 * Whatever family is not known here is not shown: messages of libraries quote requests,
 * headers, values and documents.
 */
public final class Failures {

	private static final int MAX_CAUSES = 5;

	private static final int MAX_HIDDEN_CAUSES = 20;

	private static final int MAX_LENGTH = 300;

	private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

	// To the end: a quote in what is quoted is not marked as such.
	private static final Pattern QUOTED = Pattern.compile("[\"'].*", Pattern.DOTALL);

	private static final String HIDDEN = "\"...\"";

	// What these quote is named in our schema: constraints, relations, columns,
	// functions.
	private static final String CONSTRAINTS = "23";

	private static final Set<String> UNKNOWN_NAMES = Set.of("42P01", "42703", "42883");

	private Failures() {
	}

	/**
	 * On one line, as
	 * {@code DataAccessResourceFailureException, caused by ConnectException: Connection
	 * refused}.
	 */
	public static String describe(Throwable failure) {
		return chain(failure).limit(MAX_CAUSES)
			.map((link) -> named(link.getClass().getSimpleName(), link))
			.distinct()
			.collect(Collectors.joining(", caused by "));
	}

	private static Stream<Throwable> chain(@Nullable Throwable first) {
		return Stream.iterate(first, (link) -> link != null, Throwable::getCause);
	}

	private static String named(String name, Throwable failure) {
		return safeMessage(failure).map((message) -> name + ": " + message).orElse(name);
	}

	private static Optional<String> safeMessage(Throwable failure) {
		String message = failure.getMessage();
		if (message == null || message.isBlank() || repeatsHidden(message, failure)) {
			return Optional.empty();
		}
		if (failure instanceof R2dbcException answer) {
			return Optional.of(ofDatabase(answer.getSqlState(), message));
		}
		if (failure instanceof SQLException answer) {
			// The driver appends the detail on lines of its own.
			return Optional.of(ofDatabase(answer.getSQLState(), message.lines().findFirst().orElse("")));
		}
		return isSafe(failure) ? Optional.of(onOneLine(message)) : Optional.empty();
	}

	// An exception that is given nothing but its cause has the cause's text as message.
	private static boolean repeatsHidden(String message, Throwable failure) {
		return chain(failure.getCause()).limit(MAX_HIDDEN_CAUSES)
			.filter((cause) -> !isSafe(cause))
			.anyMatch((cause) -> message.contains(cause.toString()) || repeats(message, cause.getMessage()));
	}

	private static boolean repeats(String message, @Nullable String hidden) {
		return hidden != null && !hidden.isBlank() && message.contains(hidden);
	}

	// The server's first line only. The detail, which quotes rows, is no part of it.
	private static String ofDatabase(@Nullable String state, String message) {
		boolean ours = state != null && (state.startsWith(CONSTRAINTS) || UNKNOWN_NAMES.contains(state));
		String shown = ours ? message : QUOTED.matcher(message).replaceFirst(HIDDEN);
		return onOneLine((state != null) ? state + " " + shown : shown);
	}

	private static boolean isSafe(Throwable failure) {
		return switch (failure) {
			// They quote a setting's or a record's value.
			case ConfigException quoting -> false;
			case SerializationException quoting -> false;
			case KafkaException broker -> true;
			case TimeoutException late -> true;
			case SocketException unconnected -> true;
			case UnknownHostException unresolved -> true;
			// Subclasses elsewhere quote the bytes that they could not read.
			case SSLException untrusted -> untrusted.getClass().getName().startsWith("javax.net.ssl.");
			case FileSystemException file -> true;
			case VaultException sealed -> true;
			// Subclasses may quote what they read.
			case IOException plain ->
				plain.getClass() == IOException.class || plain.getClass().getName().startsWith("io.netty.channel.");
			default -> false;
		};
	}

	private static String onOneLine(String message) {
		String line = CONTROLS.matcher(message).replaceAll(" ");
		return (line.length() <= MAX_LENGTH) ? line : line.substring(0, MAX_LENGTH) + "...";
	}

	/**
	 * The parts of an exception that may be logged: its class, its stack trace, its
	 * message if that is safe, and up to five causes. Never suppressed exceptions, where
	 * WebFlux records the request's path with its capability.
	 */
	public static final class Redacted extends RuntimeException {

		private Redacted(Throwable error, @Nullable Redacted cause) {
			super(named(error.getClass().getName(), error), cause, false, true);
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

}
