package io.followsync.gateway.streaming;

import io.followsync.messaging.ProgressEvent;
import reactor.core.publisher.Flux;

/**
 * The progress events of all jobs that workers publish from now on. Every replica reads
 * all of them. May lose, repeat and reorder events: the seq gives their order, and
 * {@link StreamRefresh} makes up for lost ones.
 */
public interface ProgressFeed {

	/**
	 * Never ends and never fails: after an outage of the broker it resumes when the
	 * broker is back. Unreadable records become dead letters and do not stop it.
	 */
	Flux<ProgressEvent> events();

	/** Whether events published now will arrive. */
	boolean isReady();

}
