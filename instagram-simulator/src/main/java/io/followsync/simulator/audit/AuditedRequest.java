package io.followsync.simulator.audit;

import io.followsync.simulator.faults.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * One request as it arrived.
 *
 * @param target account whose list or profile was asked for
 * @param page key of the requested page, for lists
 * @param viewer owner of the session, null when the session was not live
 * @param status 0 until it is answered, and when the connection was broken instead
 */
public record AuditedRequest(long atMicros, Endpoint endpoint, long target, long page, @Nullable Long viewer,
		@Nullable FaultKind fault, short status) {

	AuditedRequest answered(int status) {
		return new AuditedRequest(this.atMicros, this.endpoint, this.target, this.page, this.viewer, this.fault,
				(short) status);
	}

}
