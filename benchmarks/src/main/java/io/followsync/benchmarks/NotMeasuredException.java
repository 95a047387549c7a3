package io.followsync.benchmarks;

/** Something is missing that a measurement needs; the message says how to get it. */
public final class NotMeasuredException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public NotMeasuredException(String message) {
		super(message);
	}

}
