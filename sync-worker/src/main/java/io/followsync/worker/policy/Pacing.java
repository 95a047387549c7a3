package io.followsync.worker.policy;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.followsync.job.Lane;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.Budget.Grant;
import io.followsync.worker.budget.BudgetProperties.Pace;
import io.followsync.worker.budget.TokenReserve;
import reactor.core.publisher.Mono;

/**
 * Decides when a run may make a request. The token is taken right before the request, so
 * that none ages; only a run that makes several requests a second takes a few at once. A
 * missing token is waited for in the slot, but only until all such waits together exceed
 * the patience: then the job parks.
 */
public final class Pacing {

	private final Budget budget;

	private final Duration patience;

	private final Pace pace;

	private final RandomGenerator random;

	public Pacing(Budget budget, Duration patience, Pace pace, RandomGenerator random) {
		this.budget = budget;
		this.patience = patience;
		this.pace = pace;
		this.random = random;
	}

	/**
	 * Takes the token for a request; empty if it is granted, otherwise what the run does
	 * instead.
	 */
	public Mono<Decision> acquireToken(Lane lane, TokenReserve reserve, Attempts attempts, long requestsLeft) {
		return this.budget.take(lane, reserve, requestsLeft).flatMap((grant) -> switch (grant) {
			case Grant.Granted granted -> {
				attempts.recordToken();
				yield Mono.empty();
			}
			case Grant.Insufficient missing -> Mono.just(waitOrPark(attempts, missing, requestsLeft));
			case Grant.CoolingDown cooling -> Mono.just(new Decision.Park(new Wait.ForOwnLane()));
		});
	}

	/** The human-like pause after a step; none after one that took no token. */
	public Duration pauseAfterStep(Attempts attempts) {
		if (!attempts.takePaceDue()) {
			return Duration.ZERO;
		}
		long shortest = this.pace.min().toMillis();
		long spread = this.pace.max().toMillis() - shortest;
		return Duration.ofMillis(shortest + (long) (spread * this.random.nextDouble()));
	}

	private Decision waitOrPark(Attempts attempts, Grant.Insufficient missing, long requestsLeft) {
		Duration before = attempts.inSlotWait();
		Duration total = before.plus(missing.next());
		if (total.compareTo(this.patience) <= 0) {
			attempts.extendInSlotWait(total);
			return new Decision.TryAgain(missing.next());
		}
		Duration wait = missing.until(requestsLeft);
		boolean outrun = !before.isZero() && missing.next().compareTo(this.patience) <= 0;
		return new Decision.Park(new Wait.ForBudget(outrun ? amongMany(wait) : wait));
	}

	// A run that lost the token to others after every short wait is one of many that want
	// it: they must come back neither at once nor all together.
	private Duration amongMany(Duration wait) {
		Duration least = (wait.compareTo(this.patience) > 0) ? wait : this.patience;
		return least.plusMillis((long) (least.toMillis() * this.random.nextDouble()));
	}

}
