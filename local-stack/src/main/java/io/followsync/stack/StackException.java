package io.followsync.stack;

import org.jspecify.annotations.Nullable;

/** The stack cannot do what was asked; the message is meant for the person who asked. */
public class StackException extends RuntimeException {

	public StackException(String message) {
		this(message, null);
	}

	public StackException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
