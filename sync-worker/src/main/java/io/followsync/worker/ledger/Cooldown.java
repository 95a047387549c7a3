package io.followsync.worker.ledger;

import java.time.Duration;

/**
 * The pause of a lane: {@code first} the first time, doubling each time after, never
 * longer than {@code longest}, and never shorter than {@code least}.
 *
 * @param reason a word for the operator, without data
 */
public record Cooldown(Duration first, Duration longest, Duration least, String reason) {
}
