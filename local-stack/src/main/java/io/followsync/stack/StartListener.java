package io.followsync.stack;

/** Receives the progress of a start. */
public interface StartListener {

	/** The named part is being started. */
	void starting(String part);

	/** The stack can be closed from now on, although not all of it is ready. */
	default void created(LocalStack stack) {
	}

}
