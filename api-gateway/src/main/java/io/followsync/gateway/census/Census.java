package io.followsync.gateway.census;

import reactor.core.publisher.Mono;

/** Counts over the whole deployment, which only the database can do. */
public interface Census {

	/** All figures as of one instant; never empty. */
	Mono<Figures> take();

}
