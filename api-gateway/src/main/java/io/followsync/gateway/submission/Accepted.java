package io.followsync.gateway.submission;

import io.followsync.job.Capability;

/**
 * A stored analysis.
 *
 * @param startsAtOnce whether a slot is free for it
 * @param position in the queue, 1-based; 0 if it starts at once
 * @param estimatedWait in words
 */
public record Accepted(Capability capability, boolean startsAtOnce, int position, String estimatedWait) {
}
