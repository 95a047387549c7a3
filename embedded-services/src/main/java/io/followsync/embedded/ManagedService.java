package io.followsync.embedded;

import java.util.Optional;

/**
 * A service that a test can take down and bring back. Its address never changes, and
 * stored data survives all of these calls. One that somebody else runs can be used but
 * not controlled: it has these methods as they are here.
 */
public interface ManagedService extends AutoCloseable {

	/** Why a service that somebody else runs does not obey. */
	String NOT_OURS = "This service was given by its address and cannot be controlled from here";

	/** Stops in an orderly way; returns when the service is gone. */
	default void stop() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	/**
	 * Starts again after {@link #stop()} or {@link #kill()}; returns when the service is
	 * ready.
	 */
	default void start() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	/** Ends every process of the service at once, as by a power cut. */
	default void kill() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	/**
	 * Freezes the service: its connections stay open and nothing answers. An embedded one
	 * needs POSIX signals for it, which Windows lacks: there it fails.
	 */
	default void pause() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	/** Ends {@link #pause()}. */
	default void resume() {
		throw new UnsupportedOperationException(NOT_OURS);
	}

	/**
	 * How the service ended when nobody asked for its end: the status of its process and
	 * the last line of its log. Empty while it runs, and after the calls above; always
	 * empty for a service that is not a process of ours.
	 */
	default Optional<String> unexpectedEnd() {
		return Optional.empty();
	}

	/** Stops for good and deletes temporary data; a service of somebody else runs on. */
	@Override
	default void close() {
	}

}
