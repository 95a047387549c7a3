package io.followsync.gateway.operations;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Figures of the whole fleet, which only the database can count: counted by one gateway
 * at a time, stored, and read by all.
 */
interface FleetMetrics {

	/**
	 * Counts and stores the figures, unless they were counted within the interval or
	 * another gateway is counting. A gateway that dies meanwhile blocks the others for
	 * seconds only.
	 */
	Mono<Void> countIfDue(Duration interval);

	/** The figures that were counted last; empty if there never were any. */
	Mono<Snapshot> latest();

	/** Figures with their age by the database's clock. */
	record Snapshot(Figures figures, Duration age) {
	}

	/**
	 * Jobs, workers and budgets of the fleet at one instant, as they are stored. A later
	 * release may store more, and other states and reasons: they are ignored.
	 *
	 * @param jobs that have not ended, by state; a state that none is in is missing
	 * @param waiting parked jobs, by reason, likewise
	 * @param runnable jobs that a free slot could take at once
	 * @param oldest how many seconds the oldest queued job has waited; 0 without one
	 * @param stalled the most seconds that a running job has not changed; 0 without one
	 * @param overdue how many seconds late the dispatcher is with its most overdue job
	 * @param unremoved how many seconds late the sweep is with its most overdue job
	 * @param workers seen recently
	 * @param slots of all of them together
	 * @param application tokens left in this bucket; null if it was never paid from
	 * @param unconfirmed likewise
	 */
	record Figures(Map<String, Long> jobs, Map<String, Long> waiting, long runnable, double oldest, double stalled,
			double overdue, double unremoved, long workers, long slots, @Nullable Double application,
			@Nullable Double unconfirmed) {
	}

}
