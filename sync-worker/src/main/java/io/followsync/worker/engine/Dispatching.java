package io.followsync.worker.engine;

import java.time.Duration;
import java.util.List;

import io.followsync.messaging.SyncRequest;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.repeating.Repeating;
import io.followsync.worker.wakeup.WakeUps;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One replica's share of the dispatcher: moves on the jobs that are due, and wakes a
 * worker for each.
 * <p>
 * A lost wake-up does no harm, since workers also look for jobs by themselves. An
 * unreachable broker therefore delays the next round, and the wait reasons that it
 * records, only briefly.
 */
final class Dispatching {

	private static final int BATCH = 200;

	private static final int AT_ONCE = 16;

	private static final Duration MAX_SENDING = Duration.ofSeconds(2);

	private final Claims claims;

	private final WakeUps wakeUps;

	private final EngineMetrics metrics;

	Dispatching(Claims claims, WakeUps wakeUps, EngineMetrics metrics) {
		this.claims = claims;
		this.wakeUps = wakeUps;
		this.metrics = metrics;
	}

	/** Not started yet. */
	Repeating repeating(Duration interval) {
		return new Repeating("dispatching", interval, this::round, this.metrics::dispatchFailed);
	}

	Mono<Void> round() {
		return this.claims.due(BATCH).doOnNext((due) -> this.metrics.dispatched(due.size())).flatMap(this::wake);
	}

	private Mono<Void> wake(List<SyncRequest> due) {
		return Flux.fromIterable(due).flatMap(this.wakeUps::send, AT_ONCE).take(MAX_SENDING).then();
	}

}
