package io.followsync.worker.source.dataexport;

import java.util.concurrent.atomic.AtomicReference;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets one work run at a time, in the order of subscription. Who waits holds no thread. A
 * turn ends when its work completes, fails or is cancelled, so none is ever lost; one
 * that is given up while it waits is passed over.
 */
final class Turns {

	private final AtomicReference<Mono<Void>> last = new AtomicReference<>(Mono.empty());

	<T> Mono<T> take(Mono<T> work) {
		return Mono.defer(() -> {
			Sinks.Empty<Void> ended = Sinks.empty();
			Mono<Void> before = this.last.getAndSet(ended.asMono());
			// Only after the turn before, even when this one is given up earlier.
			return before.then(work).doFinally((signal) -> before.subscribe(null, null, ended::tryEmitEmpty));
		});
	}

}
