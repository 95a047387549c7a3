package io.followsync.gateway.operations;

import java.time.Duration;
import java.util.Map;

import io.followsync.job.JobState;
import io.followsync.job.WaitReason;
import reactor.core.publisher.Mono;

/**
 * Figures of the whole fleet, which only the database can count: counted by one gateway
 * at a time, stored, and read by all.
 */
public interface FleetMetrics {

	/**
	 * Counts and stores the figures, unless they were counted within the interval or
	 * another gateway is counting. A gateway that dies meanwhile blocks the others for
	 * seconds only.
	 */
	Mono<Void> countIfDue(Duration interval);

	/** The figures that were counted last; empty if there never were any. */
	Mono<Snapshot> latest();

	/**
	 * @param age since the figures were counted, by the database's clock
	 */
	record Snapshot(Figures figures, Duration age) {
	}

	/**
	 * Jobs, workers and budgets of the fleet at one instant.
	 *
	 * @param jobs that have not ended, by state
	 * @param waiting parked jobs, by reason
	 * @param runnable jobs that a free slot could take at once
	 * @param remainingTokens by bucket; a bucket that was never paid from is missing
	 */
	record Figures(Map<JobState, Long> jobs, Map<WaitReason, Long> waiting, long runnable, Ages ages, Workers workers,
			Map<String, Double> remainingTokens) {
	}

	/**
	 * In seconds; 0 when there is none.
	 *
	 * @param queued how long the oldest queued job has waited
	 * @param stalled the longest time that a running job has not changed
	 * @param overdue how late the dispatcher is with its most overdue job
	 * @param unremoved how late the sweep is with its most overdue job
	 */
	record Ages(double queued, double stalled, double overdue, double unremoved) {
	}

	/** Workers seen recently, and all their slots. */
	record Workers(long replicas, long slots) {
	}

}
