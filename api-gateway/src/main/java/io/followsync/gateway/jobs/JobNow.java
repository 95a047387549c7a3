package io.followsync.gateway.jobs;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;

/**
 * A job's state at the moment of the query.
 *
 * @param position 1-based among the queued jobs, exact up to 10,000 and 10,000 beyond; 0
 * for a job that is not queued
 * @param proven whether it is known whose data the job works on; never of an import
 */
public record JobNow(JobId job, JobProgress progress, int position, boolean proven) {
}
