package io.followsync.gateway.edge;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import reactor.core.publisher.Mono;

/**
 * Database work that an HTTP request asks for and cannot cancel. A client that hangs up
 * neither rolls back a write nor leaves a half-read answer on a pooled connection; a
 * database that does not answer in time is an {@link ErrorCode#UNAVAILABLE}, and the
 * connection stays with its query until the server says something.
 */
public final class Detached {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private Detached() {
	}

	/**
	 * Starts the work on subscription and sees it through, whatever the subscriber does.
	 */
	public static <T> Mono<T> from(Mono<T> work) {
		return within(PATIENCE, work);
	}

	/** The same with another patience. */
	public static <T> Mono<T> within(Duration patience, Mono<T> work) {
		// Materialized, an error that nobody waits for any more is not logged with its
		// message.
		return Mono.defer(() -> Mono.fromFuture(work.materialize().toFuture(), true))
			.<T>dematerialize()
			.timeout(patience)
			.onErrorMap(TimeoutException.class, (ex) -> new ApiException(ErrorCode.UNAVAILABLE).retryAfter(PATIENCE));
	}

}
