package io.followsync.worker.ledger;

import io.followsync.job.JobId;

/**
 * The right to write to a job. It holds until the fence moves on, which happens when the
 * job ends, waits, is handed over or is taken over.
 */
public record Lease(JobId job, long fence) {
}
