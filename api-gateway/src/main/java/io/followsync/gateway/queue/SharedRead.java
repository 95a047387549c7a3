package io.followsync.gateway.queue;

import java.time.Duration;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/**
 * One read for all who ask while it runs, or within a second of its answer, be that an
 * error. The read must not be cancelled by a caller that goes away.
 */
final class SharedRead<T> {

	private static final Duration VALIDITY = Duration.ofSeconds(1);

	private final Supplier<Mono<T>> read;

	private volatile Mono<T> current;

	SharedRead(Supplier<Mono<T>> read) {
		this.read = read;
		this.current = shared(read);
	}

	Mono<T> get() {
		return Mono.defer(() -> this.current);
	}

	/** The next caller starts another read, even if one is running. */
	void expire() {
		this.current = shared(this.read);
	}

	private static <T> Mono<T> shared(Supplier<Mono<T>> read) {
		return Mono.defer(read).cache(VALIDITY);
	}

}
