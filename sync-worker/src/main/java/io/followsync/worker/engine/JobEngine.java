package io.followsync.worker.engine;

import java.time.Duration;
import java.util.Map;

import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.repeating.Repeating;
import io.followsync.worker.wakeup.WakeUp;
import io.followsync.worker.wakeup.WakeUps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

import org.springframework.context.SmartLifecycle;

/**
 * Fills this replica's slots with runnable jobs: those it is woken for, and the best of
 * all whenever a slot comes free and on a slow tick, so that no partition's luck leaves a
 * slot idle. Also runs its share of the dispatcher.
 * <p>
 * Stopping drains: no more claims but those under way, every running job is handed over
 * at its next page boundary.
 */
final class JobEngine implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(JobEngine.class);

	// Slots may come free on several threads in one instant.
	private static final Duration LONGEST_CROWD = Duration.ofMillis(100);

	private static final Duration IDLE_CHECK = Duration.ofMillis(20);

	private final Claims claims;

	private final WakeUps wakeUps;

	private final JobRunner runner;

	private final Slots slots;

	private final LeaseKeeper leases;

	private final Draining draining;

	private final EngineProperties properties;

	private final EngineMetrics metrics;

	private final Sinks.Many<Boolean> freed = Sinks.many().multicast().directBestEffort();

	private final Repeating renewing;

	private final Repeating dispatching;

	private volatile boolean running;

	JobEngine(Claims claims, JobRunner runner, Slots slots, LeaseKeeper leases, Draining draining, RunTools tools) {
		this.claims = claims;
		this.wakeUps = tools.ports().wakeUps();
		this.runner = runner;
		this.slots = slots;
		this.leases = leases;
		this.draining = draining;
		this.properties = tools.manners().engine();
		this.metrics = tools.metrics();
		this.renewing = leases.renewing();
		this.dispatching = new Repeating("dispatching", this.properties.dispatch(),
				new Dispatching(claims, this.wakeUps, this.metrics)::round, this.metrics::dispatchFailed);
	}

	@Override
	public void start() {
		this.running = true;
		this.renewing.start();
		claiming().subscribe();
		this.dispatching.start();
	}

	// One after the other, so that what one claim takes is counted before the next is
	// made.
	private Flux<Void> claiming() {
		// One claim at a time is asked for, so that what is put off is one look and not a
		// row of them.
		return Flux.merge(1, wokenClaims(), soughtClaims())
			.concatMap((claim) -> claim, 1)
			.transform(JobEngine::forEver);
	}

	private Flux<Mono<Void>> wokenClaims() {
		return this.wakeUps.receive().takeUntilOther(this.draining.signal()).map(this::heed);
	}

	// A tick that is missed while claiming is made up for by the next one.
	private Flux<Mono<Void>> soughtClaims() {
		Flux<Boolean> ticks = Flux.interval(this.properties.tick()).map((tick) -> true);
		return Flux.merge(ticks, this.freed.asFlux())
			.takeUntilOther(this.draining.signal())
			.onBackpressureLatest()
			.map((now) -> fill().onErrorResume(this::putOff));
	}

	// Acknowledged once it is decided who takes the job, not when the job is done.
	private Mono<Void> heed(WakeUp wakeUp) {
		Mono<ClaimedJob> claim = Mono.defer(() -> this.claims.claim(wakeUp.request().job()))
			.switchIfEmpty(Mono.fromRunnable(this.metrics::wokenInVain));
		return fillOne(claim, wakeUp.request().lane().anonymous(), wakeUp.sender()).onErrorResume(this::putOff)
			.then(Mono.fromRunnable(wakeUp::acknowledge));
	}

	private Mono<Void> fill() {
		return fillWithBest().expand((claimed) -> claimed ? fillWithBest() : Mono.empty()).then();
	}

	private Mono<Boolean> fillWithBest() {
		return fillOne(Mono.defer(() -> this.claims.claimBest(this.slots.roomForAnonymous())), false, Map.of());
	}

	// Deferred: whether there is room is asked when the claim's turn has come.
	private Mono<Boolean> fillOne(Mono<ClaimedJob> claim, boolean anonymous, Map<String, String> sender) {
		return Mono.defer(() -> {
			boolean room = !anonymous || this.slots.roomForAnonymous();
			return (room && !this.draining.begun() && this.slots.tryTake()) ? filled(claim, sender) : Mono.just(false);
		});
	}

	private Mono<Boolean> filled(Mono<ClaimedJob> claim, Map<String, String> sender) {
		return this.leases.leased(claim).map((run) -> {
			begin(run, sender);
			return true;
		}).defaultIfEmpty(false).doOnNext((claimed) -> {
			if (!claimed) {
				this.slots.giveBack();
			}
		}).doOnError((ex) -> this.slots.giveBack());
	}

	private void begin(JobRun run, Map<String, String> sender) {
		this.metrics.claimed();
		this.slots.occupy(run);
		log.atInfo()
			.addKeyValue("job", run.lease().job())
			.addKeyValue("lane", run.lane())
			.addKeyValue("fence", run.lease().fence())
			.log("job claimed");
		this.runner.run(run, sender).doFinally((signal) -> {
			this.slots.vacate(run);
			this.freed.emitNext(true, Sinks.EmitFailureHandler.busyLooping(LONGEST_CROWD));
		}).subscribe();
	}

	private <T> Mono<T> putOff(Throwable ex) {
		this.metrics.claimFailed();
		log.warn("looking for jobs put off: {}", ex.toString());
		return Mono.empty();
	}

	// What is unforeseen must not leave a replica that looks alive and does nothing.
	private static <T> Flux<T> forEver(Flux<T> flux) {
		return flux.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
			.maxBackoff(Duration.ofSeconds(15))
			.doBeforeRetry((retry) -> log.error("starting over", retry.failure())));
	}

	@Override
	public void stop(Runnable done) {
		this.draining.begin();
		this.dispatching.stop();
		Flux.interval(Duration.ZERO, IDLE_CHECK)
			.takeUntil((tick) -> this.slots.idle())
			.take(this.properties.drain())
			.then()
			.doFinally((signal) -> {
				this.renewing.stop();
				this.running = false;
				done.run();
			})
			.subscribe();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
