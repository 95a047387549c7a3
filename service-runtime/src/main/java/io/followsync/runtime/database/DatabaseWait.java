package io.followsync.runtime.database;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * Waits for database work and never cancels it: a cancelled statement can leave its
 * connection half read, or never return it to the pool.
 */
public final class DatabaseWait {

	private DatabaseWait() {
	}

	/**
	 * The outcome of the work, or {@link java.util.concurrent.TimeoutException} after the
	 * bound; the work goes on and may still take effect.
	 */
	public static <T> Mono<T> atMost(Duration bound, Mono<T> work) {
		return seenThrough(work).timeout(bound);
	}

	/**
	 * Starts the work on subscription and completes it even if the subscriber cancels.
	 */
	public static <T> Mono<T> seenThrough(Mono<T> work) {
		// Materialized, so that an error nobody waits for any more is not logged with its
		// message.
		return Mono
			.<T>deferContextual((context) -> Mono.fromFuture(work.materialize().contextWrite(context).toFuture(), true)
				.dematerialize());
	}

}
