package io.followsync.gateway.census;

import reactor.core.publisher.Mono;

/** Counts what the database knows and no single replica does. */
public interface Census {

	/** The whole of it as of one instant; never empty. */
	Mono<Figures> take();

}
