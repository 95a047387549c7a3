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
		SyncRequest request = new SyncRequest(JobId.next(), Lane.ofAccount(new AccountId(42)));
		WakeUp wakeUp = new WakeUp(request, Map.of(), () -> acknowledged.set(true));
		claiming(undecided.asMono(), Flux.just(wakeUp).concatWith(Flux.never())).untilDraining().subscribe();
		assertThat(this.looks).hasValue(1);
		assertThat(acknowledged).isFalse();

		undecided.tryEmitEmpty();

		assertThat(acknowledged).isTrue();
	}

	private Claiming claiming(Mono<ClaimedJob> claim, Flux<WakeUp> received) {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		EngineMetrics metrics = new EngineMetrics(meters);
		EngineProperties properties = new EngineProperties(5, 3, TICK, TICK, TICK, TICK, TICK);
		Slots slots = new Slots(properties, meters);
		Mono<ClaimedJob> counted = Mono.defer(() -> {
			this.looks.incrementAndGet();
			return claim;
		});
		LeaseKeeper leases = new LeaseKeeper(new ScriptedClaims(List.of(), counted), slots, TICK, metrics, () -> 0);
		return new Claiming(leases, new WakeUpsOf(received), null, slots, new Draining(), TICK, metrics);
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
