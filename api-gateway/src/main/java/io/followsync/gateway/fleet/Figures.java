package io.followsync.gateway.fleet;

import java.util.Map;

import io.followsync.job.JobState;
import io.followsync.job.WaitReason;

/**
 * Jobs, workers and budgets of the whole deployment at one instant.
 *
 * @param jobs that have not ended, by state
 * @param waiting parked jobs, by reason
 * @param runnable jobs that a free slot could take at once
 * @param remainingTokens by bucket; a bucket that was never paid from is missing
 */
public record Figures(Map<JobState, Long> jobs, Map<WaitReason, Long> waiting, long runnable, Ages ages,
		Workers workers, Map<String, Double> remainingTokens) {

	/**
	 * In seconds; 0 when there is none.
	 *
	 * @param queued how long the oldest queued job has waited
	 * @param stalled the longest time that a running job has not changed
	 * @param overdue how late the dispatcher is with its most overdue job
	 * @param unremoved how late the sweep is with its most overdue job
	 */
	public record Ages(double queued, double stalled, double overdue, double unremoved) {
	}

	/** Workers seen recently, and all their slots. */
	public record Workers(long replicas, long slots) {
	}

}
