package io.followsync.worker.engine;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.runtime.logging.Durations;
import io.followsync.runtime.logging.Failures;
import io.followsync.runtime.logging.Redacted;
import io.followsync.worker.wakeup.WakeUp;
import io.followsync.worker.wakeup.WakeUps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Fills this replica's slots with runnable jobs: those it is woken for and, on every tick
 * and whenever a slot comes free, the best runnable ones, so that no slot stays idle
 * because its partitions are quiet.
 */
final class Claiming {

	private static final Logger log = LoggerFactory.getLogger(Claiming.class);

	// Several threads may free slots at the same moment.
	private static final Duration MAX_CROWD = Duration.ofMillis(100);

	private final LeaseKeeper leases;

	private final WakeUps wakeUps;

	private final JobRunner runner;

	private final Slots slots;

	private final Draining draining;

	private final Duration tick;

	private final EngineMetrics metrics;

	private final Sinks.Many<Boolean> freed = Sinks.many().multicast().directBestEffort();

	/**
	 * @param tick how often to look for runnable jobs without a wake-up
	 */
	Claiming(LeaseKeeper leases, WakeUps wakeUps, JobRunner runner, Slots slots, Draining draining, Duration tick,
			EngineMetrics metrics) {
		this.leases = leases;
		this.wakeUps = wakeUps;
		this.runner = runner;
		this.slots = slots;
		this.draining = draining;
		this.tick = tick;
		this.metrics = metrics;
	}

	/** Runs until this replica drains; never fails or completes before. */
	Flux<Void> untilDraining() {
		// Claims are made one at a time, so that each sees the slots that the one before
		// took. A prefetch of 1 keeps them from queueing up behind a slow one.
		return Flux.merge(1, wokenClaims(), soughtClaims()).concatMap((claim) -> claim, 1).transform(Claiming::forEver);
	}

	private Flux<Mono<Void>> wokenClaims() {
		return this.wakeUps.receive().takeUntilOther(this.draining.signal()).map(this::onWakeUp);
	}

	// Ticks that come while a claim is being made collapse into one.
	private Flux<Mono<Void>> soughtClaims() {
		Flux<Boolean> ticks = Flux.interval(this.tick).map((tick) -> true);
		return Flux.merge(ticks, this.freed.asFlux())
			.takeUntilOther(this.draining.signal())
			.onBackpressureLatest()
			.map((now) -> fill().onErrorResume(this::retryLater));
	}

	// Acknowledged once the claim is decided, not when the job is done; and not at all if
	// it failed, or was not made because this replica drains.
	private Mono<Void> onWakeUp(WakeUp wakeUp) {
		Mono<JobRun> claim = claimFor(wakeUp.request()).switchIfEmpty(Mono.fromRunnable(this.metrics::wokenInVain));
		Lane lane = wakeUp.request().lane();
		return fillOne(claim, () -> this.slots.roomFor(lane), (run) -> sender(wakeUp, run))
			.filter((claimed) -> claimed || !this.draining.begun())
			.doOnNext((decided) -> wakeUp.acknowledge())
			.then()
			.onErrorResume(this::retryLater);
	}

	// Imports take turns: no wake-up brings one forward.
	private Mono<JobRun> claimFor(SyncRequest request) {
		return request.lane().imported() ? Mono.defer(() -> this.leases.claimBest(this.slots.room()))
				: this.leases.claim(request.job());
	}

	private static Map<String, String> sender(WakeUp wakeUp, JobRun run) {
		return run.lease().job().equals(wakeUp.request().job()) ? wakeUp.sender() : Map.of();
	}

	private Mono<Void> fill() {
		return fillWithBest().expand((claimed) -> claimed ? fillWithBest() : Mono.empty()).then();
	}

	private Mono<Boolean> fillWithBest() {
		return fillOne(Mono.defer(() -> this.leases.claimBest(this.slots.room())), () -> true, (run) -> Map.of());
	}

	// Deferred, so that room is checked when the claim's turn comes.
	private Mono<Boolean> fillOne(Mono<JobRun> claim, BooleanSupplier room,
			Function<JobRun, Map<String, String>> sender) {
		return Mono.defer(() -> (room.getAsBoolean() && !this.draining.begun() && this.slots.tryTake())
				? filled(claim, sender) : Mono.just(false));
	}

	// A claim under way may take a job, so it is seen through even if nobody waits for it
	// any more: either the job runs, or the slot is given back.
	private Mono<Boolean> filled(Mono<JobRun> claim, Function<JobRun, Map<String, String>> sender) {
		return DatabaseWait.seenThrough(claim.map((run) -> {
			begin(run, sender.apply(run));
			return true;
		}).defaultIfEmpty(false).doOnNext((claimed) -> {
			if (!claimed) {
				this.slots.giveBack();
			}
		}).doOnError((ex) -> this.slots.giveBack()));
	}

	private void begin(JobRun run, Map<String, String> sender) {
		this.metrics.claimed();
		this.slots.occupy(run);
		log.atInfo()
			.addKeyValue("job", run.lease().job())
			.addKeyValue("lane", run.lane())
			.addKeyValue("fence", run.lease().fence())
			.log("job claimed");
		Mono.defer(() -> this.runner.run(run, sender)).doFinally((signal) -> {
			this.slots.vacate(run);
			this.freed.emitNext(true, Sinks.EmitFailureHandler.busyLooping(MAX_CROWD));
		}).subscribe();
	}

	private <T> Mono<T> retryLater(Throwable ex) {
		this.metrics.claimFailed();
		log.warn("claim failed, retrying in {}: {}", Durations.print(this.tick), Failures.describe(ex));
		return Mono.empty();
	}

	// An unforeseen error must not leave a replica that looks alive but does nothing.
	private static <T> Flux<T> forEver(Flux<T> flux) {
		return flux.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
			.maxBackoff(Duration.ofSeconds(15))
			.doBeforeRetry((retry) -> log.error("claiming failed, starting over in a few seconds",
					Redacted.of(retry.failure()))));
	}

}
