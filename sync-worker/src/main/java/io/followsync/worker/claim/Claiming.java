package io.followsync.worker.claim;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.runtime.database.DatabaseWait;
import io.followsync.runtime.logging.Durations;
import io.followsync.runtime.logging.Failures;
import io.followsync.runtime.logging.Failures.Redacted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

import org.springframework.stereotype.Component;

/**
 * Fills this replica's slots with runnable jobs: those it is woken for and, on every tick
 * and whenever a slot comes free, the best runnable ones, so that no slot stays idle
 * because its partitions are quiet.
 */
@Component
final class Claiming {

	private static final Logger log = LoggerFactory.getLogger(Claiming.class);

	// Several threads may free slots at the same moment.
	private static final Duration MAX_CONTENTION = Duration.ofMillis(100);

	private final HeldJobs jobs;

	private final WakeUps wakeUps;

	private final HeldJob.Runner runner;

	private final Draining draining;

	private final Duration tick;

	private final Counter claims;

	private final Counter failures;

	private final Counter unclaimed;

	private final Sinks.Many<Boolean> slotFreed = Sinks.many().multicast().directBestEffort();

	Claiming(HeldJobs jobs, WakeUps wakeUps, HeldJob.Runner runner, Draining draining, WorkerProperties properties,
			MeterRegistry meters) {
		this.jobs = jobs;
		this.wakeUps = wakeUps;
		this.runner = runner;
		this.draining = draining;
		this.tick = properties.tick();
		this.claims = meters.counter("followsync.claims");
		this.failures = meters.counter("followsync.claim.failures");
		this.unclaimed = meters.counter("followsync.wakeups.unclaimed");
	}

	/** Runs until this replica drains; never fails or completes before. */
	Flux<Void> untilDraining() {
		// Claims are made one at a time, so that each sees the slots that the one before
		// took. A prefetch of 1 keeps them from queueing up behind a slow one.
		return Flux.merge(1, claimsOnWakeUp(), claimsOnTick())
			.concatMap((claim) -> claim, 1)
			.transform(Claiming::restartOnError);
	}

	private Flux<Mono<Void>> claimsOnWakeUp() {
		return this.wakeUps.receive().takeUntilOther(this.draining.signal()).map(this::onWakeUp);
	}

	// Ticks that come while a claim is being made collapse into one. The first comes at
	// once: jobs may have waited for this replica.
	private Flux<Mono<Void>> claimsOnTick() {
		Flux<Boolean> ticks = Flux.interval(Duration.ZERO, this.tick).map((tick) -> true);
		return Flux.merge(ticks, this.slotFreed.asFlux())
			.takeUntilOther(this.draining.signal())
			.onBackpressureLatest()
			.map((now) -> fillAllSlots().onErrorResume(this::retryLater));
	}

	// Acknowledged once the claim is decided, not when the job is done; and not at all if
	// it failed, or was not made because this replica drains.
	private Mono<Void> onWakeUp(WakeUps.WakeUp wakeUp) {
		Mono<HeldJob> claim = claimFor(wakeUp.request()).switchIfEmpty(Mono.fromRunnable(this.unclaimed::increment));
		Lane lane = wakeUp.request().lane();
		return fillSlot(claim, () -> this.jobs.hasRoomFor(lane), (job) -> sender(wakeUp, job))
			.filter((claimed) -> claimed || !this.draining.hasBegun())
			.doOnNext((decided) -> wakeUp.acknowledge())
			.then()
			.onErrorResume(this::retryLater);
	}

	// Imports take turns, whatever the order of their wake-ups.
	private Mono<HeldJob> claimFor(SyncRequest request) {
		return request.lane().isImport() ? this.jobs.claimBest() : this.jobs.claim(request.job());
	}

	private static Map<String, String> sender(WakeUps.WakeUp wakeUp, HeldJob job) {
		return job.id().equals(wakeUp.request().job()) ? wakeUp.sender() : Map.of();
	}

	private Mono<Void> fillAllSlots() {
		return fillSlotWithBest().expand((claimed) -> claimed ? fillSlotWithBest() : Mono.empty()).then();
	}

	private Mono<Boolean> fillSlotWithBest() {
		return fillSlot(this.jobs.claimBest(), () -> true, (job) -> Map.of());
	}

	// Deferred, so that room is checked when the claim's turn comes.
	private Mono<Boolean> fillSlot(Mono<HeldJob> claim, BooleanSupplier hasRoom,
			Function<HeldJob, Map<String, String>> sender) {
		return Mono.defer(() -> (hasRoom.getAsBoolean() && !this.draining.hasBegun() && this.jobs.tryTakeSlot())
				? claimIntoSlot(claim, sender) : Mono.just(false));
	}

	// A claim under way may take a job, so it is seen through even if nobody waits for it
	// any more: either the job runs, or the slot is given back.
	private Mono<Boolean> claimIntoSlot(Mono<HeldJob> claim, Function<HeldJob, Map<String, String>> sender) {
		return DatabaseWait.seenThrough(claim.map((job) -> {
			begin(job, sender.apply(job));
			return true;
		}).defaultIfEmpty(false).doOnNext((claimed) -> {
			if (!claimed) {
				this.jobs.giveSlotBack();
			}
		}).doOnError((ex) -> this.jobs.giveSlotBack()));
	}

	private void begin(HeldJob job, Map<String, String> sender) {
		this.claims.increment();
		this.jobs.occupy(job);
		log.atInfo()
			.addKeyValue("job", job.id())
			.addKeyValue("lane", job.lane())
			.addKeyValue("fence", job.lease().fence())
			.log("job claimed");
		Mono.defer(() -> this.runner.run(job, sender)).doFinally((signal) -> {
			this.jobs.vacate(job);
			this.slotFreed.emitNext(true, Sinks.EmitFailureHandler.busyLooping(MAX_CONTENTION));
		}).subscribe();
	}

	private <T> Mono<T> retryLater(Throwable ex) {
		this.failures.increment();
		log.warn("claim failed, retrying in {}: {}", Durations.print(this.tick), Failures.describe(ex));
		return Mono.empty();
	}

	// An unforeseen error must not leave a replica that looks alive but does nothing.
	private static <T> Flux<T> restartOnError(Flux<T> flux) {
		return flux.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
			.maxBackoff(Duration.ofSeconds(15))
			.doBeforeRetry((retry) -> log.error("claiming failed, starting over in a few seconds",
					Redacted.of(retry.failure()))));
	}

}
