package io.followsync.worker.due;

import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One replica's share of the work that falls due. No kind of work waits for another, and
 * a round in which a piece takes long ends without it: it delays the next round only
 * briefly.
 */
public final class Dispatcher {

	private static final int BATCH = 200;

	private static final int AT_ONCE = 16;

	private static final Duration MAX_ROUND = Duration.ofSeconds(2);

	private final List<Repeating> rounds;

	public Dispatcher(List<? extends DueWork<?>> work, Duration interval, MeterRegistry meters) {
		Counter failures = meters.counter("followsync.dispatch.failures");
		this.rounds = work.stream()
			.map((kind) -> new Repeating("dispatching " + kind.name(), interval, () -> round(kind),
					failures::increment))
			.toList();
	}

	public void start() {
		this.rounds.forEach(Repeating::start);
	}

	public void stop() {
		this.rounds.forEach(Repeating::stop);
	}

	static <T> Mono<Void> round(DueWork<T> kind) {
		return kind.take(BATCH)
			// A piece that fails keeps no other from being carried out.
			.flatMap((due) -> Flux.fromIterable(due)
				.flatMapDelayError(kind::carryOut, AT_ONCE, 1)
				.take(MAX_ROUND)
				.then());
	}

}
