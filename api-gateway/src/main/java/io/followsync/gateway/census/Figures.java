package io.followsync.gateway.census;

import java.util.Map;

import io.followsync.job.JobState;
import io.followsync.job.WaitReason;

/**
 * Jobs, workers and budgets of the whole deployment at one instant.
 *
 * @param jobs not ended, by state; a state without jobs is missing
 * @param waiting parked ones, by reason; a reason without jobs is missing
 * @param runnable what a free slot could take at once
 * @param remainingTokens by bucket; one that was never paid from is missing
 */
public record Figures(Map<JobState, Long> jobs, Map<WaitReason, Long> waiting, long runnable, Ages ages,
		Workers workers, Map<String, Double> remainingTokens) {

	/**
	 * In seconds; 0 when there is none.
	 *
	 * @param queued of the oldest queued job
	 * @param stalled since the running job that moved least lately moved
	 * @param overdue of what the dispatcher should have moved on the longest ago
	 * @param unremoved of what the sweep should have removed the longest ago
	 */
	public record Ages(double queued, double stalled, double overdue, double unremoved) {
	}

	/** Those seen lately. */
	public record Workers(long replicas, long slots) {
	}

}
