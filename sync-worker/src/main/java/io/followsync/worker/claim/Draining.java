package io.followsync.worker.claim;

import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.stereotype.Component;

/**
 * Whether this replica is shutting down. That cuts pauses short, but not requests or
 * writes.
 */
@Component
public final class Draining {

	private final Sinks.Empty<Void> begun = Sinks.empty();

	private volatile boolean draining;

	public void begin() {
		this.draining = true;
		this.begun.tryEmitEmpty();
	}

	public boolean hasBegun() {
		return this.draining;
	}

	public Mono<Void> signal() {
		return this.begun.asMono();
	}

	/** Completes after the duration, or as soon as draining begins. */
	public Mono<Void> pause(Duration duration) {
		return duration.isZero() ? Mono.empty()
				: Mono.firstWithSignal(Mono.delay(duration).then(), this.begun.asMono());
	}

}
