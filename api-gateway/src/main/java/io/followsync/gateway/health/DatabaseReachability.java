package io.followsync.gateway.health;

import reactor.core.publisher.Mono;

/** Whether the database answers. */
public interface DatabaseReachability {

	/** Asks for nothing but an answer; fails when there is none in time. */
	Mono<Void> ask();

}
