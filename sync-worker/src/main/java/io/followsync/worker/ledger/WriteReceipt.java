package io.followsync.worker.ledger;

import java.time.Instant;

/**
 * What a guarded write returns.
 *
 * @param seq the sequence number of the stored state
 * @param at when, by the deciding clock
 * @param cancelRequested whether the job's cancellation was requested
 */
public record WriteReceipt(long seq, Instant at, boolean cancelRequested) {
}
