package io.followsync.worker.ledger.r2dbc;

/**
 * Counts the workers in a row that ended while they held a job and had stored nothing of
 * it since they claimed it. A drain, a wait and a stored page start the count anew.
 * <p>
 * A worker has ended if it is no longer among the live ones by the time its lease has run
 * out. After an outage of the database that may be wrong for a moment, so the worker lost
 * before is looked for once more: if it lives, its loss does not count.
 */
final class LostWorkers {

	private static final String GONE = "NOT EXISTS (SELECT FROM live_workers w WHERE w.id = jobs.%s)";

	private static final String LOST = "%s = 'RUNNING' AND jobs.claims_in_vain > 0 AND " + GONE.formatted("worker_id");

	private LostWorkers() {
	}

	/**
	 * Assignments for an update of {@code jobs} that takes a job from its last holder.
	 * @param was the column that holds its state before the update
	 */
	static String counted(String was) {
		return """
				lost_workers = CASE WHEN jobs.claims_in_vain = 0 THEN 0
				    WHEN %1$s THEN 1 + CASE WHEN %2$s THEN jobs.lost_workers ELSE 0 END
				    ELSE jobs.lost_workers END,
				  lost_worker_id = CASE WHEN %1$s THEN jobs.worker_id ELSE jobs.lost_worker_id END"""
			.formatted(LOST.formatted(was), GONE.formatted("lost_worker_id"));
	}

}
