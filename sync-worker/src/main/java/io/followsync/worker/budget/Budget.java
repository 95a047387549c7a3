package io.followsync.worker.budget;

import io.followsync.job.Lane;
import reactor.core.publisher.Mono;

/**
 * The request budgets. Every request is paid to the whole application and to its lane:
 * confirmed accounts have a bucket each; all sessions whose owner is not confirmed share
 * one, so that false ones use up nothing of anybody's.
 */
public interface Budget {

	/**
	 * Pays for a request that follows at once. Atomic across replicas; what was paid is
	 * gone, whatever becomes of the request. What is short costs nothing.
	 */
	Mono<Grant> take(Lane lane);

	/**
	 * Books a request on an account that was paid for by the shared bucket, because it
	 * was only its answer that told whose account it is. May leave the bucket in debt.
	 */
	Mono<Void> charge(Lane account);

}
