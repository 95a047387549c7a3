package io.followsync.gateway.health;

import reactor.core.publisher.Mono;

/** Whether the broker answers. */
public interface BrokerReachability {

	/** Answers in a bounded time and never fails. */
	Mono<Boolean> reachable();

}
