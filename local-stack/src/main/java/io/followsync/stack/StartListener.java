package io.followsync.stack;

/** Hears how a start goes on. */
public interface StartListener {

	/** The named part is started now. */
	void starting(String part);

	/** From now on there is something to close, although not all of it is ready. */
	default void created(LocalStack stack) {
	}

}
