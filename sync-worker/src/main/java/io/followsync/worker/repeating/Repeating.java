package io.followsync.worker.repeating;

import java.time.Duration;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does one thing again and again, from start to stop: at once, and then each time the
 * interval has passed. Never twice at a time: a turn that takes longer makes the next one
 * late. Whatever goes wrong in a turn, the next one comes.
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
	 * @param what the log calls it
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
			.concatMap((tick) -> Mono.defer(this.turn).onErrorResume(this::putOff), 1)
			.subscribe();
	}

	private Mono<Void> putOff(Throwable error) {
		return Mono.<Void>fromRunnable(() -> {
			log.warn("{} put off: {}", this.what, error.getClass().getName());
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
