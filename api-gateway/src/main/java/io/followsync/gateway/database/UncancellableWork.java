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
 * Database work that an HTTP request starts but cannot cancel. A client that hangs up
 * neither rolls back a write nor leaves a half-read answer on a pooled connection. If the
 * database does not answer in time, the request fails with {@link ErrorCode#UNAVAILABLE}
 * and the connection stays with its query until the server answers. If a job's row cannot
 * be, it fails with {@link ErrorCode#JOB_UNREADABLE}, which says why; if it is of a newer
 * release, with {@link ErrorCode#JOB_OF_NEWER_RELEASE}.
 */
public final class UncancellableWork {

	private static final Logger log = LoggerFactory.getLogger(UncancellableWork.class);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private UncancellableWork() {
	}

	/**
	 * Starts the work on subscription and completes it even if the subscriber cancels.
	 */
	public static <T> Mono<T> from(Mono<T> work) {
		return within(PATIENCE, work);
	}

	/**
	 * The same for work whose success must not persist once the request was answered with
	 * an error: a success is either accepted and answered, or undone. Exactly one of the
	 * two happens, even if the client hangs up. If undoing fails, the work persists.
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
					? Mono.fromSupplier(() -> accept.apply(done)) : undo.apply(done).then(tooLate()));
			// If the work was accepted just in time, its answer is on its way.
			Mono<R> givenUp = Mono.delay(patience)
				.filter((tick) -> decided.compareAndSet(false, true))
				.switchIfEmpty(Mono.never())
				.flatMap((tick) -> tooLate());
			return Mono.firstWithSignal(DatabaseWait.seenThrough(decision), givenUp)
				.onErrorMap(ImpossibleRowException.class, UncancellableWork::unreadable);
		});
	}

	/** As {@link #from}, with another time limit. */
	public static <T> Mono<T> within(Duration patience, Mono<T> work) {
		return DatabaseWait.atMost(patience, work)
			.onErrorMap(TimeoutException.class, UncancellableWork::unavailable)
			.onErrorMap(ImpossibleRowException.class, UncancellableWork::unreadable);
	}

	private static <R> Mono<R> tooLate() {
		return Mono.error(() -> unavailable(new TimeoutException()));
	}

	private static ApiException unavailable(TimeoutException cause) {
		return new ApiException(ErrorCode.UNAVAILABLE, cause).retryAfter(PATIENCE);
	}

	private static ApiException unreadable(ImpossibleRowException ex) {
		if (ex.newer()) {
			return new ApiException(ErrorCode.JOB_OF_NEWER_RELEASE, ex).detail(String.valueOf(ex.getMessage()))
				.retryAfter(PATIENCE);
		}
		log.atWarn()
			.addKeyValue("job", ex.job())
			.addKeyValue("state", ex.state())
			.addKeyValue("contradiction", ex.contradiction())
			.log("A job that was asked for is stored in an impossible state");
		return new ApiException(ErrorCode.JOB_UNREADABLE, ex).detail(String.valueOf(ex.getMessage()));
	}

}
