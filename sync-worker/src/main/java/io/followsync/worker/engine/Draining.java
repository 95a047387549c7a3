package io.followsync.worker.engine;

import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Whether this replica is shutting down. That cuts pauses short, but not requests or
 * writes.
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

	/** Completes when draining begins. */
	Mono<Void> signal() {
		return this.begun.asMono();
	}

	/** Completes after the duration, or as soon as draining begins. */
	Mono<Void> pause(Duration duration) {
		return duration.isZero() ? Mono.empty()
				: Mono.firstWithSignal(Mono.delay(duration).then(), this.begun.asMono());
	}

}
