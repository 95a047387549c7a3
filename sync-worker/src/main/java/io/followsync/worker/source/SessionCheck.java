package io.followsync.worker.source;

import io.followsync.job.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life of a session.
 *
 * @param viewer the account that the source named as the reader; null if it named none
 */
public record SessionCheck(@Nullable AccountId viewer) {
}
