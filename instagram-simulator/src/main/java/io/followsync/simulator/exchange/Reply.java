package io.followsync.simulator.exchange;

import io.followsync.simulator.faults.PageShape;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.world.Admission;
import reactor.core.publisher.Mono;

/** What an endpoint answers a request that was let in. */
@FunctionalInterface
public interface Reply {

	/**
	 * Lists draw their page up in that shape; everything else has no pages and takes no
	 * notice.
	 */
	Mono<Answer> to(Admission admission, PageShape shape);

}
