package io.followsync.worker.engine;

import java.util.random.RandomGenerator;

import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties.Pace;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.progress.ProgressPublisher;
import io.followsync.worker.verdict.Completeness;
import io.followsync.worker.wakeup.WakeUps;

/**
 * What every run works with.
 */
record RunTools(Ledger ledger, Budget budget, ProgressPublisher progress, WakeUps wakeUps, Completeness completeness,
		EngineProperties properties, FailureProperties failures, Pace pace, RandomGenerator random,
		EngineMetrics metrics) {
}
