package io.followsync.simulator.exchange;

import io.followsync.simulator.faults.PageShape;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.world.Admission;
import reactor.core.publisher.Mono;

/** How an endpoint answers a request that was admitted. */
@FunctionalInterface
public interface Reply {

	/**
	 * The answer; lists give their page that shape, endpoints without pages ignore it.
	 */
	Mono<Answer> to(Admission admission, PageShape shape);

}
