package io.followsync.worker.progress;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;

/**
 * Tells the gateways of a state that was stored. Best effort: a state may be passed over
 * for a later one of the same job, or be lost; the database is what counts.
 */
public interface ProgressPublisher {

	/** Never blocks and never fails. */
	void publish(JobId job, JobProgress progress);

}
