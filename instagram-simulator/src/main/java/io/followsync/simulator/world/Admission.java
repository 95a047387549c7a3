package io.followsync.simulator.world;

import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a request on its arrival.
 *
 * @param trail whose audit it was counted in, null for nobody's
 * @param number its number there
 * @param viewer whose session it is; 0 when refused for its session
 * @param target whose list or profile it asks for
 * @param walk which walk over a ranked list it belongs to
 */
public record Admission(@Nullable Long trail, long number, long viewer, long target, @Nullable Refusal refusal,
		@Nullable FaultKind fault, int walk) {

	/** Empty-handed when nobody's audit is concerned. */
	public Event.@Nullable RequestAnswered answeredWith(Answer answer) {
		return (this.trail != null)
				? new Event.RequestAnswered(this.trail, this.number, answer.status(), answer.delivery()) : null;
	}

}
