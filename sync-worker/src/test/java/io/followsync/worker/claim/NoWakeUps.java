package io.followsync.worker.claim;

import io.followsync.messaging.SyncRequest;
import io.followsync.worker.claim.WakeUps.WakeUp;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Wake-ups of which none ever arrives. */
public final class NoWakeUps implements WakeUps {

	@Override
	public Flux<WakeUp> receive() {
		return Flux.never();
	}

	@Override
	public Mono<Void> send(SyncRequest request) {
		return Mono.empty();
	}

}
