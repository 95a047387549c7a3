package io.followsync.acceptance.chaos;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.followsync.acceptance.stack.Inside;
import io.followsync.acceptance.stack.Stack;
import io.followsync.stack.process.ServiceProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each process kept when it had nothing to do for the first time, against what it
 * keeps whenever it has nothing to do again. A process that was started anew begins anew.
 */
final class Heaps {

	private static final Logger log = LoggerFactory.getLogger(Heaps.class);

	/**
	 * For classes and caches that are met late, and for what the broker's clients keep of
	 * their last busy moment (6 MB were seen to come and go). A page, a stream or a job
	 * that is never let go of is more than that by the hundreds that a test makes.
	 */
	static final long MAY_GROW = 12_000_000;

	private static final Map<Long, Long> FIRST = new ConcurrentHashMap<>();

	private Heaps() {
	}

	static void assertThatTheyAreFlat(Stack stack) {
		Stream.concat(Stream.of(stack.parts().gateway()), stack.workers().stream())
			.parallel()
			.forEach(Heaps::assertThatItIsFlat);
	}

	private static void assertThatItIsFlat(ServiceProcess service) {
		long now = new Inside(service).liveHeap();
		long grown = now - FIRST.computeIfAbsent(service.pid(), (pid) -> now);
		log.info("live heap of {}: {} bytes, {} more than at first", service.name(), now, grown);
		assertThat(grown).as("growth of the live heap of %s in bytes", service.name()).isLessThan(MAY_GROW);
	}

}
