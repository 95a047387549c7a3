package io.followsync.messaging;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;

/**
 * What a worker tells the gateways after each commit. May be lost, repeated or late; the
 * {@code seq} of the progress orders it.
 */
public record ProgressEvent(JobId job, JobProgress progress) {
}
