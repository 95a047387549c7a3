package io.followsync.worker.progress;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;

/**
 * Tells the gateways about a state that was stored. Best effort: a state may be skipped
 * for a later one of the same job, or lost; the database is authoritative.
 */
public interface ProgressPublisher {

	/** Never blocks and never fails. */
	void publish(JobId job, JobProgress progress);

}
