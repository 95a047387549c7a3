package io.followsync.worker.engine;

import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Whether this replica is on its way out. Pauses are cut short by it; requests and writes
 * are not.
 */
final class Draining {

	private final Sinks.Empty<Void> begun = Sinks.empty();

	private volatile boolean draining;

	void begin() {
		this.draining = true;
		this.begun.tryEmitEmpty();
	}

	boolean begun() {
		return this.draining;
	}

	/** Completes when the replica is told to go. */
	Mono<Void> signal() {
		return this.begun.asMono();
	}

	/** Completes after so long, or at once when the replica is told to go. */
	Mono<Void> pause(Duration duration) {
		return duration.isZero() ? Mono.empty()
				: Mono.firstWithSignal(Mono.delay(duration).then(), this.begun.asMono());
	}

}
