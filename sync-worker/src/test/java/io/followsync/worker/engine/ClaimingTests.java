package io.followsync.worker.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.wakeup.WakeUp;
import io.followsync.worker.wakeup.WakeUps;
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

	private final AtomicInteger looks = new AtomicInteger();

	private VirtualTimeScheduler time;

	private Slots slots;

	@BeforeEach
	void takeTheTimeInHand() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void letItGo() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void makesUpForTheTicksThatPassedDuringOneSlowClaimByOneLook() {
		Sinks.Empty<ClaimedJob> slow = Sinks.empty();
		claiming(slow.asMono(), Flux.never()).untilDraining().subscribe();
		this.time.advanceTimeBy(TICK.multipliedBy(20));
		assertThat(this.looks).hasValue(1);

		slow.tryEmitEmpty();
		this.time.advanceTime();

		assertThat(this.looks.get()).as("those under way and the latest, not twenty").isBetween(2, 4);
	}

	@Test
	void acknowledgesAWakeUpOnlyOnceItIsDecidedWhoTakesTheJob() {
		Sinks.Empty<ClaimedJob> undecided = Sinks.empty();
		AtomicBoolean acknowledged = new AtomicBoolean();
		claiming(undecided.asMono(), wakenedBy(acknowledged)).untilDraining().subscribe();
		assertThat(this.looks).hasValue(1);
		assertThat(acknowledged).isFalse();

		undecided.tryEmitEmpty();

		assertThat(acknowledged).isTrue();
	}

	@Test
	void doesNotAcknowledgeAWakeUpWhoseClaimFailed() {
		AtomicBoolean acknowledged = new AtomicBoolean();
		claiming(Mono.error(new IllegalStateException("no database")), wakenedBy(acknowledged)).untilDraining()
			.subscribe();
		assertThat(this.looks).hasValue(1);

		assertThat(acknowledged).isFalse();
		assertThat(this.slots.idle()).as("the slot is given back").isTrue();
	}

	/** An error of the wake-ups cancels the claim under way and starts over. */
	@Test
	void aClaimThatIsCancelledGivesItsSlotBackOnceItIsDecided() {
		Sinks.Empty<ClaimedJob> undecided = Sinks.empty();
		Sinks.Many<WakeUp> wakeUps = Sinks.many().multicast().directBestEffort();
		AtomicBoolean acknowledged = new AtomicBoolean();
		claiming(undecided.asMono(), wakeUps.asFlux()).untilDraining().subscribe();
		wakeUps.tryEmitNext(wakeUp(acknowledged));
		assertThat(this.looks).hasValue(1);

		wakeUps.tryEmitError(new IllegalStateException("no broker"));
		assertThat(acknowledged).as("of a job that nobody took").isFalse();
		assertThat(this.slots.idle()).as("it may still take a job").isFalse();
		undecided.tryEmitEmpty();

		assertThat(this.slots.idle()).isTrue();
	}

	private static Flux<WakeUp> wakenedBy(AtomicBoolean acknowledged) {
		return Flux.just(wakeUp(acknowledged)).concatWith(Flux.never());
	}

	private static WakeUp wakeUp(AtomicBoolean acknowledged) {
		SyncRequest request = new SyncRequest(JobId.next(), Lane.ofAccount(new AccountId(42)));
		return new WakeUp(request, Map.of(), () -> acknowledged.set(true));
	}

	private Claiming claiming(Mono<ClaimedJob> claim, Flux<WakeUp> received) {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		EngineMetrics metrics = new EngineMetrics(meters);
		EngineProperties properties = new EngineProperties(5, 3, TICK, TICK, TICK, TICK, TICK);
		this.slots = new Slots(properties, meters);
		Mono<ClaimedJob> counted = Mono.defer(() -> {
			this.looks.incrementAndGet();
			return claim;
		});
		LeaseKeeper leases = new LeaseKeeper(new ScriptedClaims(List.of(), counted), this.slots, TICK, metrics,
				() -> 0);
		return new Claiming(leases, new WakeUpsOf(received), null, this.slots, new Draining(), TICK, metrics);
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
