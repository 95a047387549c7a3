package io.followsync.worker.source.dataexport;

import java.util.concurrent.atomic.AtomicReference;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Runs one piece of work at a time, in the order of subscription. Waiting holds no
 * thread. A turn ends when its work completes, fails or is cancelled, so none is ever
 * lost; one cancelled while it waits is skipped.
 */
final class Turns {

	private final AtomicReference<Mono<Void>> last = new AtomicReference<>(Mono.empty());

	<T> Mono<T> take(Mono<T> work) {
		return Mono.defer(() -> {
			Sinks.Empty<Void> ended = Sinks.empty();
			Mono<Void> before = this.last.getAndSet(ended.asMono());
			// Only after the turn before, even if this one is cancelled earlier.
			return before.then(work).doFinally((signal) -> before.subscribe(null, null, ended::tryEmitEmpty));
		});
	}

}
