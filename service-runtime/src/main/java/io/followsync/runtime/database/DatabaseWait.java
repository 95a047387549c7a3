package io.followsync.runtime.database;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * Waits for database work and never cancels it: a statement that is cancelled can leave
 * its connection behind half read, or never give it back.
 */
public final class DatabaseWait {

	private DatabaseWait() {
	}

	/**
	 * What the work signals, or {@link java.util.concurrent.TimeoutException}; it may
	 * still take effect then.
	 */
	public static <T> Mono<T> atMost(Duration bound, Mono<T> work) {
		return seenThrough(work).timeout(bound);
	}

	/**
	 * Starts the work on subscription and sees it through, whatever the subscriber does.
	 */
	public static <T> Mono<T> seenThrough(Mono<T> work) {
		// Materialized, an error that nobody waits for any more is not logged with its
		// message.
		return Mono
			.<T>deferContextual((context) -> Mono.fromFuture(work.materialize().contextWrite(context).toFuture(), true)
				.dematerialize());
	}

}
