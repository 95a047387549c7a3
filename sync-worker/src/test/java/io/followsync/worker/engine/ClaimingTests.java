package io.followsync.worker.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.worker.ledger.ClaimedJob;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
		claiming(slow.asMono()).untilDraining().subscribe();
		this.time.advanceTimeBy(TICK.multipliedBy(20));
		assertThat(this.looks).hasValue(1);

		slow.tryEmitEmpty();
		this.time.advanceTime();

		assertThat(this.looks.get()).as("those under way and the latest, not twenty").isBetween(2, 4);
	}

	private Claiming claiming(Mono<ClaimedJob> best) {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		EngineMetrics metrics = new EngineMetrics(meters);
		EngineProperties properties = new EngineProperties(5, 3, TICK, TICK, TICK, TICK, TICK);
		Slots slots = new Slots(properties, meters);
		Mono<ClaimedJob> counted = Mono.defer(() -> {
			this.looks.incrementAndGet();
			return best;
		});
		LeaseKeeper leases = new LeaseKeeper(new ScriptedClaims(List.of(), counted), slots, TICK, metrics, () -> 0);
		return new Claiming(leases, new NoWakeUps(), null, slots, new Draining(), TICK, metrics);
	}

}
