package io.followsync.gateway.jobs;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;

/** What a look into the database found of a job that is being watched. */
public sealed interface JobChange {

	JobId job();

	/** The job has moved on. */
	record Moved(JobId job, JobProgress progress) implements JobChange {
	}

	/** The job is gone with all its data. */
	record Removed(JobId job) implements JobChange {
	}

}
