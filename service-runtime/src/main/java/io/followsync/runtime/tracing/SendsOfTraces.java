package io.followsync.runtime.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

/**
 * Observes a send only if it has a parent. A send without one, such as the dispatcher's,
 * starts no trace; but if it were observed, its record would name that dropped trace as
 * its parent, and the receiver would drop its own spans, too.
 */
final class SendsOfTraces implements ObservationPredicate {

	@Override
	public boolean test(String name, Observation.Context context) {
		return !(context instanceof SenderContext<?> send && send.getKind() == Kind.PRODUCER)
				|| context.getParentObservation() != null;
	}

}
