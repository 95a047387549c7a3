package io.followsync.simulator.faults;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.followsync.simulator.wire.Answer;

/** What a fault does to the answer, and to what follows. */
public sealed interface Effect {

	/** Another answer whatever was asked, made from the request's path and query. */
	record Instead(Function<String, Answer> answer) implements Effect {
	}

	/** No answer. */
	record Silent() implements Effect {
	}

	/** The right answer, damaged on its way. */
	record Spoilt(UnaryOperator<Answer> spoil) implements Effect {
	}

	/** A well-formed page, but the wrong one. */
	record Reshaped(PageShape shape) implements Effect {
	}

	/** The right page; once it is answered, that many members leave the list. */
	record Shrinking(int leavers) implements Effect {
	}

	/** The session is logged out for good. */
	record LoggingOut() implements Effect {
	}

}
