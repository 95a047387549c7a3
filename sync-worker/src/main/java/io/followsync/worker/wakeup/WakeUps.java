package io.followsync.worker.wakeup;

import io.followsync.messaging.SyncRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The port to the broker that wakes workers. Nothing is promised of it: wake-ups may be
 * lost, repeated, late or out of order, and the claim decides.
 */
public interface WakeUps {

	/**
	 * Joins the workers and receives a share of the wake-ups until cancelled. Goes on by
	 * itself, with pauses, when the broker is away; neither fails nor completes.
	 */
	Flux<WakeUp> receive();

	/** Wakes some worker. Completes whether or not that worked; never fails. */
	Mono<Void> send(SyncRequest request);

}
