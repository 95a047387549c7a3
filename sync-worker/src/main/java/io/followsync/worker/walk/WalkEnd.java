package io.followsync.worker.walk;

/** How a walk over a list ended. Only {@link #CLEAN} can lead to a complete list. */
public enum WalkEnd {

	/** No cursor, nothing more announced, no sign of a cut. */
	CLEAN,

	/** It looks finished, but the answers say that it was cut. */
	CUT,

	/** More was announced, without a cursor to get it. */
	MISSING_CURSOR,

	/** An answer gave a cursor that had been followed before. */
	REPEATED_CURSOR,

	/**
	 * A cursor of a later walk was refused; after a refusal in the first walk, the list
	 * is walked again.
	 */
	CURSOR_REFUSED,

	/** Page after page without a new member. */
	NOTHING_NEW,

	/** More pages than the list can have. */
	PAGE_CAP;

	/** Whether the same page, read again later, may lead on. */
	public boolean mayBeTransient() {
		return this == REPEATED_CURSOR || this == MISSING_CURSOR;
	}

}
