package io.followsync.worker.engine;

import java.time.Duration;
import java.util.function.BiFunction;
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

	private final BiFunction<JobRun, Wait, Mono<Void>> parking;

	private final Draining draining;

	private final Duration patience;

	private final Pace pace;

	private final RandomGenerator random;

	Pacing(Budget budget, BiFunction<JobRun, Wait, Mono<Void>> parking, Draining draining, Duration patience, Pace pace,
			RandomGenerator random) {
		this.budget = budget;
		this.parking = parking;
		this.draining = draining;
		this.patience = patience;
		this.pace = pace;
		this.random = random;
	}

	/**
	 * Makes the request if it can be paid for, and completes after the human-like pause
	 * that follows it. Otherwise waits a while or parks the job.
	 */
	Mono<Void> paid(JobRun run, Mono<Void> request) {
		return paid(run, request, Mono.defer(() -> this.parking.apply(run, new Wait.ForOwnLane())));
	}

	/**
	 * The same, for a request that need not be made.
	 * @param resting what to do instead if Instagram asked the lane to pause
	 */
	Mono<Void> paid(JobRun run, Mono<Void> request, Mono<Void> resting) {
		return this.budget.take(run.lane()).flatMap((grant) -> switch (grant) {
			// The wait for the token may have outlasted the lease.
			case Grant.Granted granted when run.leaseState().isLost() ->
				Mono.error(() -> new LeaseLostException(run.lease()));
			case Grant.Granted granted -> {
				run.tokenGranted();
				yield request.then(Mono.defer(() -> keepPace(run)));
			}
			case Grant.Insufficient missing -> waitOrPark(run, missing);
			case Grant.CoolingDown lane -> resting;
		});
	}

	private Mono<Void> keepPace(JobRun run) {
		long shortest = this.pace.shortest().toMillis();
		long spread = this.pace.longest().toMillis() - shortest;
		long millis = shortest + (long) (spread * this.random.nextDouble());
		return run.over() ? Mono.empty() : this.draining.pause(Duration.ofMillis(millis));
	}

	private Mono<Void> waitOrPark(JobRun run, Grant.Insufficient missing) {
		Duration before = run.inSlotWait();
		Duration all = before.plus(missing.next());
		if (all.compareTo(this.patience) <= 0) {
			run.waitInSlot(all);
			return this.draining.pause(missing.next());
		}
		Duration wait = missing.until(requestsLeft(run));
		boolean outrun = !before.isZero() && missing.next().compareTo(this.patience) <= 0;
		return this.parking.apply(run, new Wait.ForBudget(outrun ? amongMany(wait) : wait));
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
		if (run.unconfirmed()) {
			return (run.unclaimedPage() != null) ? 2 : 1;
		}
		long pages = 0;
		for (ListKind list : ListKind.values()) {
			ListWalk walk = run.walk(list);
			Long declared = walk.declared();
			if (!walk.ended()) {
				pages += (declared != null) ? Math.max(0, declared - walk.fetched()) / MEMBERS_A_PAGE + 1
						: Integer.MAX_VALUE;
			}
		}
		Probes probes = run.probes();
		return Math.max(1, (probes != null) ? pages + probes.pending().size() : pages);
	}

}
