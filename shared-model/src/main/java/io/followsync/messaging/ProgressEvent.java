package io.followsync.messaging;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;

/**
 * The state that a worker publishes to the gateways after each commit. May be lost,
 * repeated or late; the {@code seq} of the progress gives the order.
 */
public record ProgressEvent(JobId job, JobProgress progress) {
}
