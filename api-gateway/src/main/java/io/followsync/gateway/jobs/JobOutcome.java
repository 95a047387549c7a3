package io.followsync.gateway.jobs;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * The state of a job, with its failure or the figures of its result.
 *
 * @param failure null unless the job failed
 * @param figures null unless the job completed
 * @param omitted what an export holds beside people
 */
public record JobOutcome(JobId job, JobState state, JobProgress.@Nullable Failure failure,
		@Nullable ResultFigures figures, Omitted omitted) {
}
