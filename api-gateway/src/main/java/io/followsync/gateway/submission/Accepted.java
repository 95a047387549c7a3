package io.followsync.gateway.submission;

import io.followsync.job.Capability;

/**
 * A stored analysis.
 *
 * @param position in the queue, 1-based
 * @param estimatedWait in words
 */
public record Accepted(Capability capability, int position, String estimatedWait) {
}
