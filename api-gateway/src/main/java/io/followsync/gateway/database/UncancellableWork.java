package io.followsync.gateway.database;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.runtime.database.DatabaseWait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Database work that an HTTP request starts but cannot cancel. A client that disconnects
 * neither rolls back a write nor leaves a half-read answer on a pooled connection. If the
 * database does not answer in time, the request fails with {@link ErrorCode#UNAVAILABLE}
 * and the connection stays with its query until the server answers. If a job's row
 * contradicts itself, it fails with {@link ErrorCode#JOB_UNREADABLE}, which says why; if
 * it is of a newer release, with {@link ErrorCode#JOB_OF_NEWER_RELEASE}.
 */
public final class UncancellableWork {

	private static final Logger log = LoggerFactory.getLogger(UncancellableWork.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private UncancellableWork() {
	}

	/** Starts the work on subscription, and completes it even if it is cancelled. */
	public static <T> Mono<T> from(Mono<T> work) {
		return within(TIMEOUT, work);
	}

	/**
	 * The same for work whose success must not persist once the request was answered with
	 * an error: a success is either accepted and answered, or undone. Exactly one of the
	 * two happens, even if the client disconnects. If undoing fails, the work persists.
	 * @param accept runs after the decision and must not block
	 */
	public static <T, R> Mono<R> orUndone(Mono<T> work, Function<T, R> accept, Function<T, Mono<Void>> undo) {
		return orUndone(TIMEOUT, work, accept, undo);
	}

	static <T, R> Mono<R> orUndone(Duration timeout, Mono<T> work, Function<T, R> accept,
			Function<T, Mono<Void>> undo) {
		return Mono.defer(() -> {
			AtomicBoolean decided = new AtomicBoolean();
			Mono<R> decision = work.flatMap((result) -> decided.compareAndSet(false, true)
					? Mono.fromSupplier(() -> accept.apply(result)) : undo.apply(result).then(unavailable()));
			// Nothing if the work was accepted just in time.
			Mono<R> timedOut = Mono.delay(timeout)
				.filter((tick) -> decided.compareAndSet(false, true))
				.switchIfEmpty(Mono.never())
				.flatMap((tick) -> unavailable());
			return Mono.firstWithSignal(DatabaseWait.seenThrough(decision), timedOut)
				.onErrorMap(StoredState.ImpossibleRowException.class, UncancellableWork::unreadable);
		});
	}

	/** As {@link #from}, with another timeout. */
	public static <T> Mono<T> within(Duration timeout, Mono<T> work) {
		return DatabaseWait.atMost(timeout, work)
			.onErrorMap(TimeoutException.class, UncancellableWork::unavailable)
			.onErrorMap(StoredState.ImpossibleRowException.class, UncancellableWork::unreadable);
	}

	private static <R> Mono<R> unavailable() {
		return Mono.error(() -> unavailable(new TimeoutException()));
	}

	private static ApiException unavailable(TimeoutException cause) {
		return new ApiException(ErrorCode.UNAVAILABLE, cause).retryAfter(TIMEOUT);
	}

	private static ApiException unreadable(StoredState.ImpossibleRowException ex) {
		StoredState.Contradiction row = ex.contradiction();
		if (row.newer()) {
			return new ApiException(ErrorCode.JOB_OF_NEWER_RELEASE, ex).detail(String.valueOf(ex.getMessage()))
				.retryAfter(TIMEOUT);
		}
		log.atWarn()
			.addKeyValue("job", row.job())
			.addKeyValue("state", row.state())
			.addKeyValue("contradiction", row.text())
			.log("Requested job is stored in an impossible state, answering 500");
		return new ApiException(ErrorCode.JOB_UNREADABLE, ex).detail(String.valueOf(ex.getMessage()));
	}

}
