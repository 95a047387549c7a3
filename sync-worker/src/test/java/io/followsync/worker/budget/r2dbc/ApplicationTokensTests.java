package io.followsync.worker.budget.r2dbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.followsync.worker.budget.Budget.Grant;
import io.followsync.worker.budget.BudgetProperties.Application;
import io.followsync.worker.budget.r2dbc.TokenBuckets.Taken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationTokensTests {

	private static final Duration KEEP = Duration.ofSeconds(30);

	private static final Mono<Grant> LANE = Mono.just(new Grant.Granted());

	private static final Mono<Grant> SHORT_LANE = Mono
		.just(new Grant.Insufficient(Duration.ofMinutes(7), Duration.ofSeconds(20), 10));

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Integer> leases = new ArrayList<>();

	// One token a second.
	private final Application bucket = new Application(10_000, 100, 3600, 8, KEEP);

	private long nanos = Long.MAX_VALUE - 5;

	private Mono<Taken> answer = Mono.empty();

	private final ApplicationTokens tokens = new ApplicationTokens(this.bucket, (most) -> {
		this.leases.add(most);
		return (this.answer == null) ? Mono.just(new Taken(most, 50)) : this.answer;
	}, () -> this.nanos, this.meters);

	@Test
	void leasesInGrowingBatches() {
		plenty();

		assertThat(granted(30)).isEqualTo(30);

		assertThat(this.leases).containsExactly(1, 2, 4, 8, 8, 8);
		assertThat(available()).isEqualTo(1);
		assertThat(count("leased")).isEqualTo(31);
		assertThat(count("discarded")).isZero();
	}

	@Test
	void returnsATokenWhenItsTakerIsCancelledOrUnanswered() {
		plenty();
		granted(2);
		assertThat(available()).isEqualTo(1);

		this.tokens.with(Mono.never()).subscribe().dispose();
		assertThat(available()).as("after a cancellation").isEqualTo(1);
		assertThat(this.tokens.with(Mono.empty()).block()).isNull();
		assertThat(available()).as("without an answer").isEqualTo(1);
	}

	@Test
	void neverSpendsATokenThatIsOlderThanItsTime() {
		plenty();
		granted(4);
		assertThat(available()).isEqualTo(3);

		pass(KEEP.minusNanos(1));
		assertThat(granted(1)).isEqualTo(1);
		pass(Duration.ofNanos(1));

		assertThat(available()).isZero();
		assertThat(count("discarded")).isEqualTo(2);
		assertThat(granted(1)).isEqualTo(1);
		assertThat(this.leases).hasSize(4);
	}

	@Test
	void countsATokensAgeFromBeforeItsLease() {
		Sinks.One<Taken> slow = Sinks.one();
		this.answer = slow.asMono();
		Mono<Grant> waiting = this.tokens.with(LANE).cache();
		waiting.subscribe();
		pass(Duration.ofSeconds(10));
		slow.tryEmitValue(new Taken(2, 0));
		assertThat(waiting.block()).isInstanceOf(Grant.Granted.class);

		pass(KEEP.minusSeconds(10));

		assertThat(available()).isZero();
	}

	@Test
	void shrinksItsLeasesWithTheDemand() {
		plenty();
		granted(20);

		for (int idle = 0; idle < 5; idle++) {
			pass(KEEP);
			granted(1);
		}

		assertThat(this.leases.getLast()).isLessThanOrEqualTo(2);
	}

	@Test
	void atMostOneLeaseIsInFlight() {
		Sinks.One<Taken> first = Sinks.one();
		this.answer = first.asMono();
		StepVerifier.create(Flux.range(0, 40).flatMap((job) -> this.tokens.with(LANE), 40).count())
			.then(() -> assertThat(this.leases).hasSize(1))
			.then(this::plenty)
			.then(() -> first.tryEmitValue(new Taken(1, 0)))
			.expectNext(40L)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(this.leases).containsExactly(1, 2, 4, 8, 8, 8, 8, 8);
	}

	@Test
	void aLaneWithoutTokensCostsTheApplicationNone() {
		plenty();
		granted(2);
		assertThat(available()).isEqualTo(1);

		assertThat(this.tokens.with(SHORT_LANE).block()).isEqualTo(SHORT_LANE.block());
		assertThat(available()).isEqualTo(1);

		StepVerifier.create(this.tokens.with(Mono.error(new IllegalStateException("database away"))))
			.expectErrorMessage("database away")
			.verify(Duration.ofSeconds(5));
		assertThat(available()).isEqualTo(1);
	}

	@Test
	void aTokenReturnedTooLateIsDiscarded() {
		plenty();
		Sinks.One<Grant> lane = Sinks.one();
		this.tokens.with(lane.asMono()).subscribe();
		pass(KEEP);
		granted(1);
		int before = available();

		lane.tryEmitValue(SHORT_LANE.block());

		assertThat(available()).isEqualTo(before);
		assertThat(count("discarded")).isEqualTo(1);
	}

	@Test
	void anEmptyBucketIsAskedAgainWithGrowingPauses() {
		this.answer = Mono.just(new Taken(0, 0.25));

		assertThat(missing().next()).isEqualTo(Duration.ofMillis(750));
		pass(Duration.ofMillis(500));
		assertThat(missing()).isEqualTo(new Grant.Insufficient(Duration.ofMillis(250), Duration.ofSeconds(1), 100));
		assertThat(this.leases).hasSize(1);

		pass(Duration.ofMillis(250));
		assertThat(missing().next()).isEqualTo(Duration.ofMillis(1500));
		pass(Duration.ofMillis(1500));
		assertThat(missing().next()).isEqualTo(Duration.ofMillis(3000));
		assertThat(this.leases).hasSize(3);

		pass(Duration.ofMillis(3000));
		plenty();
		assertThat(granted(1)).isEqualTo(1);
	}

	@Test
	void aFailedLeaseIsReportedAndRepeated() {
		this.answer = Mono.error(new IllegalStateException("database away"));
		StepVerifier.create(this.tokens.with(LANE)).expectError().verify(Duration.ofSeconds(5));

		plenty();
		assertThat(granted(1)).isEqualTo(1);
	}

	private void plenty() {
		this.answer = null;
	}

	private void pass(Duration time) {
		this.nanos += time.toNanos();
	}

	private long granted(int attempts) {
		return Flux.range(0, attempts)
			.concatMap((attempt) -> this.tokens.with(LANE))
			.filter(Grant.Granted.class::isInstance)
			.count()
			.block();
	}

	private Grant.Insufficient missing() {
		return (Grant.Insufficient) this.tokens.with(LANE).block();
	}

	private int available() {
		return (int) this.meters.get("followsync.budget.tokens.held").gauge().value();
	}

	private double count(String name) {
		return this.meters.get("followsync.budget.tokens." + name).counter().count();
	}

}
