package io.followsync.worker.source.websession;

/**
 * An answer that is JSON, but not of the expected shape. The message quotes none of its
 * values.
 */
final class WrongShape extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String what;

	WrongShape(String what) {
		super(what);
		this.what = what;
	}

	String what() {
		return this.what;
	}

}
