package io.followsync.gateway.edge;

import io.micrometer.common.KeyValue;

import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Calls as Spring measures them, except that a deliberate refusal has the outcome
 * {@code REFUSED} whatever its status, so that a full queue is not counted as a failure.
 */
@Component
class MeasuredCalls extends DefaultServerRequestObservationConvention {

	private static final KeyValue REFUSED = KeyValue.of("outcome", "REFUSED");

	@Override
	protected KeyValue outcome(ServerRequestObservationContext call) {
		return (call.getError() instanceof ApiException answer && answer.code().deliberate()) ? REFUSED
				: super.outcome(call);
	}

}
