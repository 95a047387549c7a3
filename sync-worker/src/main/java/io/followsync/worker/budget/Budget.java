package io.followsync.worker.budget;

import io.followsync.job.Lane;
import reactor.core.publisher.Mono;

/**
 * The request budgets. Every request is paid to the whole application and to its lane:
 * confirmed accounts have a bucket each; a session whose owner is not confirmed has one
 * of its own and shares one with all others like it, so that false ones use up nothing of
 * anybody's.
 */
public interface Budget {

	/**
	 * Pays for a request that follows at once. Atomic across replicas; what was paid is
	 * gone, whatever becomes of the request. What is short costs nothing.
	 */
	Mono<Grant> take(Lane lane);

	/**
	 * Books on an account what a session used before its answers told whose it is, and
	 * has that session pay from the account for the day that follows. May leave the
	 * account's bucket in debt. Nothing is booked twice.
	 */
	Mono<Void> charge(Lane session, Lane account);

}
