package io.followsync.gateway.streaming;

import io.followsync.messaging.ProgressEvent;
import reactor.core.publisher.Flux;

/**
 * Progress events of all jobs, as workers publish them from now on. Every replica reads
 * all of them. May lose, repeat and reorder events: the seq orders them, and
 * {@link StreamRefresh} heals what is missing.
 */
public interface ProgressFeed {

	/**
	 * Never ends and never fails: whatever happens to the broker, it goes on when the
	 * broker does. Poison is put aside and does not stop it.
	 */
	Flux<ProgressEvent> events();

	/** Whether events that are published now will arrive. */
	boolean ready();

}
