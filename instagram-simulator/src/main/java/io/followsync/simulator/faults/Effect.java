package io.followsync.simulator.faults;

import java.util.function.UnaryOperator;

import io.followsync.simulator.wire.Answer;

/** What a fault does to the answer. */
public sealed interface Effect {

	/** Another answer, whatever was asked. */
	record Instead(Answer answer) implements Effect {
	}

	/** The right answer, spoilt on its way. */
	record Spoilt(UnaryOperator<Answer> spoil) implements Effect {
	}

	/** A well-formed page that is not the right one; lists only. */
	record Reshaped(PageShape shape) implements Effect {
	}

}
