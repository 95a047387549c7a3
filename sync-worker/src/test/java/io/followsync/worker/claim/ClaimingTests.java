package io.followsync.worker.claim;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.claim.WakeUps.WakeUp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimingTests {

	private static final Duration TICK = Duration.ofSeconds(2);

	private final AtomicInteger claims = new AtomicInteger();

	private VirtualTimeScheduler time;

	private HeldJobs jobs;

	@BeforeEach
	void useVirtualTime() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void useRealTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void looksForJobsAsSoonAsItStarts() {
		claiming(Mono.empty(), Flux.never()).untilDraining().subscribe();

		assertThat(this.claims).hasValue(1);
	}

	@Test
	void ticksDuringASlowClaimCollapseIntoOne() {
		Sinks.Empty<ClaimedJob> slow = Sinks.empty();
		claiming(slow.asMono(), Flux.never()).untilDraining().subscribe();
		this.time.advanceTimeBy(TICK.multipliedBy(20));
		assertThat(this.claims).hasValue(1);

		slow.tryEmitEmpty();
		this.time.advanceTime();

		assertThat(this.claims.get()).as("the slow one, two that were queued behind it, and the latest, not twenty")
			.isEqualTo(4);
	}

	@Test
	void acknowledgesAWakeUpOnlyOnceItsClaimIsDecided() {
		Sinks.Empty<ClaimedJob> undecided = Sinks.empty();
		AtomicBoolean acknowledged = new AtomicBoolean();
		claiming(undecided.asMono(), wokenBy(acknowledged)).untilDraining().subscribe();
		assertThat(this.claims).hasValue(1);
		assertThat(acknowledged).isFalse();

		undecided.tryEmitEmpty();

		assertThat(acknowledged).isTrue();
	}

	@Test
	void doesNotAcknowledgeAWakeUpWhoseClaimFailed() {
		AtomicBoolean acknowledged = new AtomicBoolean();
		claiming(Mono.error(new IllegalStateException("no database")), wokenBy(acknowledged)).untilDraining()
			.subscribe();
		assertThat(this.claims).as("for the wake-up, and at the start").hasValue(2);

		assertThat(acknowledged).isFalse();
		assertThat(this.jobs.isIdle()).as("the slot is given back").isTrue();
	}

	/** An error of the wake-ups cancels the claim under way and starts over. */
	@Test
	void aCancelledClaimGivesItsSlotBackOnceItIsDecided() {
		Sinks.Empty<ClaimedJob> undecided = Sinks.empty();
		Sinks.Many<WakeUp> wakeUps = Sinks.many().multicast().directBestEffort();
		AtomicBoolean acknowledged = new AtomicBoolean();
		claiming(undecided.asMono(), wakeUps.asFlux()).untilDraining().subscribe();
		wakeUps.tryEmitNext(wakeUp(acknowledged));
		assertThat(this.claims).hasValue(1);

		wakeUps.tryEmitError(new IllegalStateException("no broker"));
		assertThat(acknowledged).as("of a job that nobody took").isFalse();
		assertThat(this.jobs.isIdle()).as("it may still take a job").isFalse();
		undecided.tryEmitEmpty();

		assertThat(this.jobs.isIdle()).isTrue();
	}

	private static Flux<WakeUp> wokenBy(AtomicBoolean acknowledged) {
		return Flux.just(wakeUp(acknowledged)).concatWith(Flux.never());
	}

	private static WakeUp wakeUp(AtomicBoolean acknowledged) {
		SyncRequest request = new SyncRequest(JobId.next(), Lane.ofAccount(new AccountId(42)));
		return new WakeUp(request, Map.of(), () -> acknowledged.set(true));
	}

	private Claiming claiming(Mono<ClaimedJob> claim, Flux<WakeUp> received) {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		WorkerProperties worker = new WorkerProperties(5, 3, TICK, TICK, TICK, TICK, TICK);
		JobProperties times = new JobProperties(TICK, TICK, TICK);
		Mono<ClaimedJob> counted = Mono.defer(() -> {
			this.claims.incrementAndGet();
			return claim;
		});
		this.jobs = new HeldJobs(new ScriptedClaims(counted), worker, times, meters, () -> 0);
		return new Claiming(this.jobs, new WakeUpsOf(received), (job, sender) -> Mono.empty(), new Draining(), worker,
				meters);
	}

	private record WakeUpsOf(Flux<WakeUp> received) implements WakeUps {

		@Override
		public Flux<WakeUp> receive() {
			return this.received;
		}

		@Override
		public Mono<Void> send(SyncRequest request) {
			return Mono.empty();
		}

	}

}
