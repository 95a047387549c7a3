package io.followsync.gateway.jobs;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;

/** A change of a watched job, found in the database. */
public sealed interface JobChange {

	JobId job();

	/** The job has a newer state. */
	record Moved(JobId job, JobProgress progress) implements JobChange {
	}

	/** The job was removed with all its data. */
	record Removed(JobId job) implements JobChange {
	}

	/**
	 * The job has a newer state that cannot be, or that this release cannot read.
	 *
	 * @param state as it is stored
	 * @param contradiction what does not fit it; names columns, no data
	 * @param newer whether only a newer release can have written it
	 */
	record Unreadable(JobId job, String state, String contradiction, boolean newer) implements JobChange {
	}

}
