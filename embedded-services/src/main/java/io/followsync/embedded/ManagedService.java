package io.followsync.embedded;

import java.util.Optional;

/**
 * A service that a test can take down and bring back. Its address never changes, and
 * stored data survives all of these calls.
 */
public interface ManagedService extends AutoCloseable {

	/** Stops in an orderly way; returns when the service is gone. */
	void stop();

	/**
	 * Starts again after {@link #stop()} or {@link #kill()}; returns when the service is
	 * ready.
	 */
	void start();

	/** Ends every process of the service at once, as by a power cut. */
	void kill();

	/** Freezes the service: its connections stay open and nothing answers. */
	void pause();

	/** Ends {@link #pause()}. */
	void resume();

	/**
	 * Why the service is gone although nobody asked for its end: the status of its
	 * process and the last line of its log. Empty while it runs, and after the calls
	 * above; always empty for a service that is not a process of ours.
	 */
	default Optional<String> unexpectedEnd() {
		return Optional.empty();
	}

	/** Stops for good and deletes temporary data. */
	@Override
	void close();

}
