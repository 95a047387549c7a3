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
 * Compares what each service keeps whenever it is idle with what it kept when first idle,
 * restarts between them or not: a restarted one has done less and must not keep more.
 */
final class Heaps {

	private static final Logger log = LoggerFactory.getLogger(Heaps.class);

	/**
	 * Allows for classes and caches that load late, and for what the broker's clients
	 * keep from their last busy moment (6 MB were seen to come and go). A leak of a page,
	 * stream or job shows, because a test makes hundreds of them.
	 */
	static final long MAY_GROW = 12_000_000;

	/** For a service that is looked at for the first time (33 to 46 MB were seen). */
	private static final long MAY_HOLD = 64_000_000;

	private static final Map<String, Long> FIRST = new ConcurrentHashMap<>();

	private Heaps() {
	}

	static void assertThatTheyAreFlat(Stack stack) {
		Stream.concat(Stream.of(stack.parts().gateway()), stack.workers().stream())
			.parallel()
			.forEach(Heaps::assertThatItIsFlat);
	}

	private static void assertThatItIsFlat(ServiceProcess service) {
		long now = new Inside(service).liveHeap();
		long grown = now - FIRST.computeIfAbsent(service.name(), (name) -> now);
		log.info("live heap of {}: {} bytes, {} more than at first", service.name(), now, grown);
		assertThat(now).as("live heap of %s in bytes", service.name()).isLessThan(MAY_HOLD);
		assertThat(grown).as("growth of the live heap of %s in bytes", service.name()).isLessThan(MAY_GROW);
	}

}
