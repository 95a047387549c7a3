package io.followsync.worker.engine;

import io.followsync.messaging.SyncRequest;
import io.followsync.worker.wakeup.WakeUp;
import io.followsync.worker.wakeup.WakeUps;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Wake-ups of which none ever arrives. */
final class NoWakeUps implements WakeUps {

	@Override
	public Flux<WakeUp> receive() {
		return Flux.never();
	}

	@Override
	public Mono<Void> send(SyncRequest request) {
		return Mono.empty();
	}

}
