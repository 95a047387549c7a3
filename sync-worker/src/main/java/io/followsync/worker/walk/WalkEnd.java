package io.followsync.worker.walk;

/**
 * How a walk over a list ended. Only {@link #CLEAN} can lead to a complete list.
 */
public enum WalkEnd {

	/** No cursor, nothing more announced, no sign of a cut. */
	CLEAN,

	/** It looks finished but says itself that it was cut. */
	CUT,

	/** More was announced, without a cursor to get it. */
	MISSING_CURSOR,

	/** A cursor came back that was followed before. */
	REPEATED_CURSOR,

	/** A cursor of a second walk was refused; the first walk is not given up for one. */
	CURSOR_REFUSED,

	/** Page after page without a new member. */
	NOTHING_NEW,

	/** More pages than the list can have. */
	PAGE_CAP

}
