package io.followsync.simulator.faults;

/** What the page of a list looks like. */
public enum PageShape {

	/** Correct and complete. */
	WHOLE,

	/** No rows, no cursor, no error: the decoy. */
	EMPTY,

	/** The page asked for, marked as deliberately cut off, with nothing after it. */
	CUT,

	/** Fewer rows than usual, with the rest on the following pages. */
	SHORT,

	/** The right rows, followed by the cursor that led to them. */
	REPEATED_CURSOR,

	/** Some rows replaced by rows of another page. */
	MOVED,

	/** The right rows, attributed to another viewer. */
	OTHER_VIEWER,

	/** The right rows, without naming the viewer. */
	NO_VIEWER

}
