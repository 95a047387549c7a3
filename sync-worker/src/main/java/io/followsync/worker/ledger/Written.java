package io.followsync.worker.ledger;

import java.time.Instant;

/**
 * What a guarded write left behind.
 *
 * @param seq of the state that it stored
 * @param at when, by the deciding clock
 * @param cancelRequested whether somebody asked for the job's end
 */
public record Written(long seq, Instant at, boolean cancelRequested) {
}
