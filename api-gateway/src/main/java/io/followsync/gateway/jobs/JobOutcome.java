package io.followsync.gateway.jobs;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is from a result.
 *
 * @param failure null unless the job failed
 * @param figures null unless the job completed
 */
public record JobOutcome(JobId job, JobState state, JobProgress.@Nullable Failure failure,
		@Nullable ResultFigures figures) {
}
