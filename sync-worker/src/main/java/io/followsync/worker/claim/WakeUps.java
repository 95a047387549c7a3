package io.followsync.worker.claim;

import java.util.Map;

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

	/**
	 * A notice that a job may be runnable. Acknowledge it as soon as it is decided
	 * whether this worker takes the job, not when the job is done.
	 *
	 * @param sender the trace headers of its sender
	 */
	record WakeUp(SyncRequest request, Map<String, String> sender, Runnable acknowledgement) {

		public void acknowledge() {
			this.acknowledgement.run();
		}

	}

}
