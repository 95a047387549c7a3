package io.followsync.worker.budget.r2dbc;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;

/** Opens the package's adapter to tests of others. */
public final class BudgetForTests {

	private BudgetForTests() {
	}

	public static Budget budget(WorkerDatabase database, BudgetProperties limits) {
		return new TokenBuckets(database.client(), limits);
	}

}
