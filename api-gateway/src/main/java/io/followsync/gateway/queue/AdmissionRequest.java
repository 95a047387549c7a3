package io.followsync.gateway.queue;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;

/** A job that wants to join the queue. */
public sealed interface AdmissionRequest {

	/**
	 * An import, which claims no user id.
	 *
	 * @param clientHash of the address that it comes from
	 */
	record OfImport(byte[] clientHash) implements AdmissionRequest {
	}

	/**
	 * A session.
	 *
	 * @param claimed the user id that it names, not necessarily true
	 */
	record OfSession(Lane lane, AccountId claimed) implements AdmissionRequest {
	}

}
