package io.followsync.worker.budget;

import io.followsync.job.Lane;
import reactor.core.publisher.Mono;

/**
 * The request budgets. Every request is paid from the application's bucket and from its
 * lane's. A confirmed account has a bucket of its own. A session whose owner is not
 * confirmed has one, too, and shares another with all sessions like it, so that false
 * sessions use up nobody else's tokens.
 */
public interface Budget {

	/**
	 * Pays for a request that follows at once. Atomic across replicas. What was paid is
	 * not refunded, whatever becomes of the request; where tokens are short, or the lane
	 * rests, nothing is paid.
	 */
	Mono<Grant> take(Lane lane);

	/**
	 * Charges an account for what a session used before its answers told whose it is, and
	 * makes the account pay for that session during the following day. May leave the
	 * account's bucket in debt. Nothing is charged twice.
	 */
	Mono<Void> charge(Lane session, Lane account);

}
