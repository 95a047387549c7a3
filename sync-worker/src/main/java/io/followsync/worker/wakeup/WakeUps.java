package io.followsync.worker.wakeup;

import io.followsync.messaging.SyncRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The port to the broker that wakes workers. It guarantees nothing: wake-ups may be lost,
 * repeated, late or out of order, and only the claim decides.
 */
public interface WakeUps {

	/**
	 * Joins the workers and receives a share of the wake-ups until cancelled. Retries by
	 * itself, with pauses, while the broker is unreachable; never fails or completes.
	 */
	Flux<WakeUp> receive();

	/** Wakes some worker. Completes whether or not that worked; never fails. */
	Mono<Void> send(SyncRequest request);

}
