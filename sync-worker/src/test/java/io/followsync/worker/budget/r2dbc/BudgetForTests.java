package io.followsync.worker.budget.r2dbc;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.BudgetProperties.Account;
import io.followsync.worker.budget.BudgetProperties.Application;
import io.followsync.worker.budget.BudgetProperties.Pace;
import io.followsync.worker.budget.BudgetProperties.Shared;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Gives tests in other packages access to this package's adapter. */
public final class BudgetForTests {

	private static final Duration KEEP = Duration.ofSeconds(30);

	private BudgetForTests() {
	}

	public static Budget budget(WorkerDatabase database, BudgetProperties limits) {
		return budget(database, limits, System::nanoTime);
	}

	static Budget budget(WorkerDatabase database, BudgetProperties limits, LongSupplier nanoTime) {
		return new LaneBudgets(new TokenBuckets(database.asWorker()), limits, new SimpleMeterRegistry(), nanoTime);
	}

	/** A bucket for each account, no pauses, and otherwise more than a test needs. */
	public static BudgetProperties limits(int burst, int perHour) {
		return limits(new Account(Integer.MAX_VALUE, burst, perHour), new Shared(10_000, 10_000));
	}

	static BudgetProperties limits(Account account, Shared unconfirmed) {
		return limits(account, unconfirmed, new Application(Integer.MAX_VALUE, 1_000_000, 1_000_000, 20, KEEP));
	}

	static BudgetProperties limits(Account account, Shared unconfirmed, Application application) {
		return new BudgetProperties(account, unconfirmed, application, new Pace(Duration.ZERO, Duration.ZERO));
	}

}
