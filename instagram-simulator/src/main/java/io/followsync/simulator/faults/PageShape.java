package io.followsync.simulator.faults;

/** How the page of a list is drawn up. */
public enum PageShape {

	/** As it should be. */
	WHOLE,

	/** No rows, no cursor, no error: the decoy. */
	EMPTY,

	/** The page asked for, marked as cut on purpose, and nothing after it. */
	CUT,

	/** Fewer rows than there are, with the rest on the following pages. */
	SHORT,

	/** The right rows, and then the cursor that led to them. */
	REPEATED_CURSOR,

	/** Some rows of another page in the place of some of its own. */
	MOVED,

	/** The right rows, said to be read by somebody else. */
	OTHER_VIEWER,

	/** The right rows, and not a word of who reads them. */
	NO_VIEWER

}
