package io.followsync.embedded;

/**
 * A service that a test may take away and bring back. Its address never changes, and what
 * it had stored is there again after any of these.
 */
public interface ManagedService extends AutoCloseable {

	/** Stops in good order and returns when the service is gone. */
	void stop();

	/** Starts again after {@link #stop()} or {@link #kill()}; returns when it serves. */
	void start();

	/** Ends every process of the service at once, as by a power cut. */
	void kill();

	/** Freezes the service: its connections stay open and nothing answers. */
	void pause();

	/** Ends {@link #pause()}. */
	void resume();

	/** Stops for good; throw-away data is removed. */
	@Override
	void close();

}
