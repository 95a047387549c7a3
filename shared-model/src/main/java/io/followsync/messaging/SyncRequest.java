package io.followsync.messaging;

import io.followsync.job.JobId;
import io.followsync.job.Lane;

/**
 * A wake-up: this job may be runnable. Not a command; the claim in the database decides.
 */
public record SyncRequest(JobId job, Lane lane) {
}
