package io.followsync.gateway.database;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.runtime.database.DatabaseWait;
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

	/**
	 * The same for work whose success must not stand once the request was answered with
	 * an error: each success is either accepted, and then the answer, or undone. Exactly
	 * one of both happens; a client that hangs up changes nothing. What could not be
	 * undone stands.
	 * @param accept runs after the decision and must not block
	 */
	public static <T, R> Mono<R> orUndone(Mono<T> work, Function<T, R> accept, Function<T, Mono<Void>> undo) {
		return orUndone(PATIENCE, work, accept, undo);
	}

	static <T, R> Mono<R> orUndone(Duration patience, Mono<T> work, Function<T, R> accept,
			Function<T, Mono<Void>> undo) {
		return Mono.defer(() -> {
			AtomicBoolean decided = new AtomicBoolean();
			Mono<R> decision = work.flatMap((done) -> decided.compareAndSet(false, true)
					? Mono.fromSupplier(() -> accept.apply(done)) : undo.apply(done).then(Mono.empty()));
			// When the work was accepted in the last moment, its answer is on its way.
			Mono<R> givenUp = Mono.delay(patience)
				.filter((tick) -> decided.compareAndSet(false, true))
				.switchIfEmpty(Mono.never())
				.flatMap((tick) -> Mono.error(unavailable(new TimeoutException())));
			return Mono.firstWithSignal(DatabaseWait.seenThrough(decision), givenUp);
		});
	}

	/** The same with another patience. */
	public static <T> Mono<T> within(Duration patience, Mono<T> work) {
		return DatabaseWait.atMost(patience, work).onErrorMap(TimeoutException.class, Detached::unavailable);
	}

	private static ApiException unavailable(TimeoutException cause) {
		return new ApiException(ErrorCode.UNAVAILABLE, cause).retryAfter(PATIENCE);
	}

}
