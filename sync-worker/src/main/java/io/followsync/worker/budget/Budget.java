package io.followsync.worker.budget;

import io.followsync.job.Lane;
import reactor.core.publisher.Mono;

/**
 * The request budgets. Confirmed accounts have a bucket each; all sessions whose owner is
 * not confirmed share one, so that false ones use up nothing of anybody's.
 */
public interface Budget {

	/**
	 * Takes one token for a request that follows at once. Atomic across replicas; a token
	 * that was taken is gone, whatever becomes of the request.
	 */
	Mono<Grant> take(Lane lane);

	/**
	 * Books a request on an account that was paid for by the shared bucket, because it
	 * was only its answer that told whose account it is. May leave the bucket in debt.
	 */
	Mono<Void> charge(Lane account);

}
