package io.followsync.worker.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.Budget.Grant;
import io.followsync.worker.budget.BudgetProperties.Pace;
import io.followsync.worker.budget.TokenReserve;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class PacingTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final Run ofAccount = new Run(Lane.ofAccount(new AccountId(42)), new Attempts(0), 1000);

	private final Run ofSession = new Run(Lane.ofSession(new byte[] { 1 }), new Attempts(0), 1);

	private final List<Wait> parked = new ArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	private final List<Grant> grants = new ArrayList<>();

	@Test
	void aRequestIsFollowedByAPauseOfThePace() {
		given(new Grant.Granted());
		StepVerifier.withVirtualTime(() -> steps(this.ofAccount, 1))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(1499))
			.thenAwait(Duration.ofMillis(1))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void waitsShortlyInTheSlotAndParksForLonger() {
		given(missing(PATIENCE), missing(PATIENCE.plusMillis(1)));
		StepVerifier.withVirtualTime(() -> steps(this.ofAccount, 1))
			.expectSubscription()
			.expectNoEvent(PATIENCE.minusMillis(1))
			.thenAwait(Duration.ofMillis(1))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(this.parked).isEmpty();
		this.ofAccount.attempts().recordToken();
		StepVerifier.withVirtualTime(() -> steps(this.ofAccount, 1)).expectComplete().verify(Duration.ofSeconds(10));
		assertThat(this.parked).containsExactly(new Wait.ForBudget(Duration.ofMillis(12_001)));
		assertThat(this.requests).hasValue(0);
	}

	@Test
	void parksWhenShortWaitsAddUp() {
		given(missing(SECOND), missing(SECOND), missing(SECOND), missing(SECOND));
		StepVerifier.withVirtualTime(() -> steps(this.ofAccount, 4))
			.expectSubscription()
			.expectNoEvent(PATIENCE.minusMillis(1))
			.thenAwait(Duration.ofMillis(1))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(this.parked).as("10 tokens, and half of that for being one of many")
			.containsExactly(new Wait.ForBudget(Duration.ofSeconds(15)));
	}

	@Test
	void aTokenResetsTheSum() {
		given(missing(SECOND), missing(SECOND), new Grant.Granted(), missing(SECOND), missing(SECOND), missing(SECOND));
		StepVerifier.withVirtualTime(() -> steps(this.ofAccount, 6))
			.thenAwait(Duration.ofMinutes(1))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(this.parked).isEmpty();
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void anUnnamedSessionWaitsForOneTokenAtLeastItsPatience() {
		given(missing(SECOND), missing(SECOND), missing(SECOND), missing(SECOND));
		StepVerifier.withVirtualTime(() -> steps(this.ofSession, 4))
			.thenAwait(PATIENCE)
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(this.parked).containsExactly(new Wait.ForBudget(Duration.ofMillis(4500)));
	}

	private void given(Grant... more) {
		this.grants.addAll(List.of(more));
	}

	/** Of a bucket that holds ten tokens and gains one a second. */
	private static Grant missing(Duration next) {
		return new Grant.Insufficient(next, SECOND, 10);
	}

	private Mono<Void> steps(Run run, int times) {
		Budget scripted = new Budget() {

			@Override
			public Mono<Grant> take(Lane lane, TokenReserve reserve, long wanted) {
				return Mono.fromSupplier(PacingTests.this.grants::removeFirst);
			}

			@Override
			public Mono<Void> charge(Lane session, Lane account) {
				return Mono.empty();
			}

		};
		// Always draws the middle of a range.
		RandomGenerator random = () -> 1L << 63;
		Pacing pacing = new Pacing(scripted, PATIENCE, new Pace(SECOND, Duration.ofSeconds(2)), random);
		return Mono.defer(() -> step(pacing, run)).repeat(times - 1L).then();
	}

	private Mono<Void> step(Pacing pacing, Run run) {
		return pacing.acquireToken(run.lane(), new TokenReserve(), run.attempts(), run.requestsLeft())
			.<Mono<Void>>map((decision) -> switch (decision) {
				case Decision.Park(Wait until) -> Mono.fromRunnable(() -> this.parked.add(until));
				case Decision.TryAgain(Duration pause) -> Mono.delay(pause).then();
				default -> Mono.error(new IllegalStateException("pacing never decides on " + decision));
			})
			.defaultIfEmpty(Mono.defer(() -> {
				this.requests.incrementAndGet();
				return Mono.delay(pacing.pauseAfterStep(run.attempts())).then();
			}))
			.flatMap((next) -> next);
	}

	private record Run(Lane lane, Attempts attempts, long requestsLeft) {
	}

}
