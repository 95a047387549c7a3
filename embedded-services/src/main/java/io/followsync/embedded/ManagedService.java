package io.followsync.embedded;

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

	/** Stops for good and deletes temporary data. */
	@Override
	void close();

}
