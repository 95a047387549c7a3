package io.followsync.gateway.queue;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;

/** Who wants to join the queue. */
public sealed interface Newcomer {

	/** An import, which claims nothing. */
	record OfImport() implements Newcomer {
	}

	/**
	 * A session.
	 *
	 * @param claimed the user id that it names, be it true or not
	 */
	record OfSession(Lane lane, AccountId claimed) implements Newcomer {
	}

}
