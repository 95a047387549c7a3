package io.followsync.worker.ledger;

import io.followsync.job.JobId;

/**
 * The right to write to a job: good until the fence moves on, which is when the job ends,
 * waits, is handed over or taken over.
 */
public record Lease(JobId job, long fence) {
}
