package io.followsync.worker.engine;

import java.util.random.RandomGenerator;

import io.followsync.worker.budget.BudgetProperties.Pace;
import io.followsync.worker.verdict.CompletenessProperties;

/**
 * How a run behaves: its bounds, its patience, its pace and its thresholds.
 */
record Manners(EngineProperties engine, FailureProperties failures, CompletenessProperties completeness, Pace pace,
		RandomGenerator random) {
}
