package io.followsync.worker.ledger;

import java.time.Instant;

/**
 * A job that waits now.
 */
public record Parked(WriteReceipt receipt, Instant resumesAt) {
}
