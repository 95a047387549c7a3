package io.followsync.worker.source;

import io.followsync.job.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life of a session.
 *
 * @param viewer whom the source named as the one who reads; null if it named nobody
 */
public record Look(@Nullable AccountId viewer) {
}
