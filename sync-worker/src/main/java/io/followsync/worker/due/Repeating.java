package io.followsync.worker.due;

import java.time.Duration;
import java.util.function.Supplier;

import io.followsync.runtime.logging.Durations;
import io.followsync.runtime.logging.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Repeats a task from start to stop: at once, then whenever the interval has passed.
 * Turns never overlap: one that takes longer delays the next. A failed turn does not
 * prevent the next one.
 * <p>
 * A stop cancels the turn under way.
 */
public final class Repeating {

	private static final Logger log = LoggerFactory.getLogger(Repeating.class);

	private final String what;

	private final Duration interval;

	private final Supplier<Mono<Void>> turn;

	private final Runnable failed;

	private volatile Disposable turning = Disposables.disposed();

	/**
	 * @param what the task's name in the log
	 * @param failed counts a turn that failed
	 */
	public Repeating(String what, Duration interval, Supplier<Mono<Void>> turn, Runnable failed) {
		this.what = what;
		this.interval = interval;
		this.turn = turn;
		this.failed = failed;
	}

	public void start() {
		this.turning = Flux.interval(Duration.ZERO, this.interval)
			.onBackpressureDrop()
			.concatMap((tick) -> Mono.defer(this.turn).onErrorResume(this::retryLater), 1)
			.subscribe();
	}

	private Mono<Void> retryLater(Throwable error) {
		return Mono.<Void>fromRunnable(() -> {
			log.warn("{} failed, retrying in {}: {}", this.what, Durations.print(this.interval),
					Failures.describe(error));
			this.failed.run();
		}).onErrorComplete();
	}

	public void stop() {
		this.turning.dispose();
	}

	public boolean isRunning() {
		return !this.turning.isDisposed();
	}

}
