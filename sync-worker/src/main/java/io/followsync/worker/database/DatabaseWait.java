package io.followsync.worker.database;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * Waits for a statement no longer than so long, and leaves it alone then: a statement
 * that is cancelled can leave its connection behind half read, or never give it back.
 */
public final class DatabaseWait {

	private DatabaseWait() {
	}

	/**
	 * What the statement signals, or {@link java.util.concurrent.TimeoutException}; it
	 * may still take effect then.
	 */
	public static <T> Mono<T> atMost(Duration bound, Mono<T> statement) {
		return Mono.<T>deferContextual((context) -> Mono.fromFuture(statement.contextWrite(context).toFuture(), true))
			.timeout(bound);
	}

}
