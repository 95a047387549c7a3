package io.followsync.worker.ledger.r2dbc;

/**
 * Stored columns that contradict each other, or that this release cannot read. The
 * message names columns and states, no data.
 */
final class ImpossibleRowException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String what;

	ImpossibleRowException(String what) {
		super(what);
		this.what = what;
	}

	String what() {
		return this.what;
	}

}
