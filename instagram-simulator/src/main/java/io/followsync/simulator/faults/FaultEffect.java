package io.followsync.simulator.faults;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.followsync.simulator.response.ApiResponse;

/** What a fault does to the response, and to what follows. */
public sealed interface FaultEffect {

	/** Another response whatever was requested, made from the path and query. */
	record Replacement(Function<String, ApiResponse> response) implements FaultEffect {
	}

	/** No response. */
	record Silence() implements FaultEffect {
	}

	/** The right response, damaged on its way. */
	record Damage(UnaryOperator<ApiResponse> damage) implements FaultEffect {
	}

	/** A well-formed page, but the wrong one. */
	record OtherShape(PageShape shape) implements FaultEffect {
	}

	/** The right page; once it is answered, that many members leave the list. */
	record Shrinking(int leavers) implements FaultEffect {
	}

	/** The session is logged out for good. */
	record LoggingOut() implements FaultEffect {
	}

	/** What the page of a list looks like. */
	enum PageShape {

		/** Correct and complete. */
		WHOLE,

		/** No rows, no cursor, no error: the decoy. */
		EMPTY,

		/** The requested page, marked as deliberately cut off, with nothing after it. */
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

}
