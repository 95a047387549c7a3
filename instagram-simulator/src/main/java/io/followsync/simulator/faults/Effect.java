package io.followsync.simulator.faults;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.followsync.simulator.wire.Answer;

/** What a fault does to the answer, and to what comes after it. */
public sealed interface Effect {

	/** Another answer, whatever was asked, made for the request's path and query. */
	record Instead(Function<String, Answer> answer) implements Effect {
	}

	/** No answer. */
	record Silent() implements Effect {
	}

	/** The right answer, spoilt on its way. */
	record Spoilt(UnaryOperator<Answer> spoil) implements Effect {
	}

	/** A well-formed page that is not the right one. */
	record Reshaped(PageShape shape) implements Effect {
	}

	/** The right page; once it is on its way, that many members leave its list. */
	record Shrinking(int leavers) implements Effect {
	}

	/** The session is logged out, and stays so. */
	record LoggingOut() implements Effect {
	}

}
