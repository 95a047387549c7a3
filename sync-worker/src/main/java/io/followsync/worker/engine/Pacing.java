package io.followsync.worker.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.followsync.job.ListKind;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties.Pace;
import io.followsync.worker.budget.Grant;
import io.followsync.worker.ledger.LeaseLostException;
import io.followsync.worker.ledger.Probes;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.walk.ListWalk;
import reactor.core.publisher.Mono;

/**
 * Decides when a run may make a request. The token is taken right before the request, so
 * that none ages; taking it costs a millisecond, while the pause before it is a second. A
 * missing token is waited for in the slot, but only until all such waits together exceed
 * the patience: then the job parks.
 */
final class Pacing {

	private static final long MEMBERS_A_PAGE = 25;

	private final Budget budget;

	private final Duration patience;

	private final Pace pace;

	private final RandomGenerator random;

	Pacing(Budget budget, Duration patience, Pace pace, RandomGenerator random) {
		this.budget = budget;
		this.patience = patience;
		this.pace = pace;
		this.random = random;
	}

	/**
	 * Takes the token for a request; empty if it is granted, otherwise what the run does
	 * instead.
	 */
	<T> Mono<Outcome<T>> refusal(JobRun run) {
		return this.budget.take(run.lane()).flatMap((grant) -> switch (grant) {
			// The wait for the token may have outlasted the lease.
			case Grant.Granted granted when run.leaseState().isLost() ->
				Mono.error(() -> new LeaseLostException(run.lease()));
			case Grant.Granted granted -> {
				run.attempts().useToken();
				yield Mono.empty();
			}
			case Grant.Insufficient missing -> Mono.just(new Outcome.NotMade<>(waitOrPark(run, missing), false));
			case Grant.CoolingDown lane ->
				Mono.just(new Outcome.NotMade<>(new StepResult.Park(new Wait.ForOwnLane()), true));
		});
	}

	/** The human-like pause after a step; none after one that took no token. */
	Duration pauseAfterStep(JobRun run) {
		if (!run.attempts().takePaceDue()) {
			return Duration.ZERO;
		}
		long shortest = this.pace.shortest().toMillis();
		long spread = this.pace.longest().toMillis() - shortest;
		return Duration.ofMillis(shortest + (long) (spread * this.random.nextDouble()));
	}

	private StepResult waitOrPark(JobRun run, Grant.Insufficient missing) {
		Duration before = run.attempts().inSlotWait();
		Duration all = before.plus(missing.next());
		if (all.compareTo(this.patience) <= 0) {
			run.attempts().waitInSlot(all);
			return new StepResult.Next(missing.next());
		}
		Duration wait = missing.until(requestsLeft(run));
		boolean outrun = !before.isZero() && missing.next().compareTo(this.patience) <= 0;
		return new StepResult.Park(new Wait.ForBudget(outrun ? amongMany(wait) : wait));
	}

	// A run that lost the token to others after every short wait is one of many that want
	// it: they must come back neither at once nor all together.
	private Duration amongMany(Duration wait) {
		Duration least = (wait.compareTo(this.patience) > 0) ? wait : this.patience;
		return least.plusMillis((long) (least.toMillis() * this.random.nextDouble()));
	}

	// After the first answers of a session its account pays. A wait forgets a page that
	// names nobody, so that page and the question must be paid for again.
	private static long requestsLeft(JobRun run) {
		if (run.isUnconfirmed()) {
			return (run.progress().heldPage() != null) ? 2 : 1;
		}
		long pages = 0;
		for (ListKind list : ListKind.values()) {
			ListWalk walk = run.progress().walk(list);
			Long declared = walk.declared();
			if (!walk.ended()) {
				pages += (declared != null) ? Math.max(0, declared - walk.fetched()) / MEMBERS_A_PAGE + 1
						: Integer.MAX_VALUE;
			}
		}
		Probes probes = run.progress().probes();
		return Math.max(1, (probes != null) ? pages + probes.pending().size() : pages);
	}

}
