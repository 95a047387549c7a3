package io.followsync.simulator.world;

import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a request on its arrival.
 *
 * @param trail account whose audit counted it, null for none
 * @param number its number in that audit
 * @param viewer owner of the session; 0 when the session was refused
 * @param target account whose list or profile it asks for
 * @param walk number of the walk over a ranked list that it belongs to
 */
public record Admission(@Nullable Long trail, long number, long viewer, long target, @Nullable Refusal refusal,
		@Nullable FaultKind fault, int walk) {

	/** The event to record for that answer, null when no audit counted the request. */
	public Event.@Nullable RequestAnswered answeredWith(Answer answer) {
		return (this.trail != null)
				? new Event.RequestAnswered(this.trail, this.number, answer.status(), answer.delivery()) : null;
	}

}
