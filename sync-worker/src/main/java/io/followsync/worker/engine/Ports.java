package io.followsync.worker.engine;

import io.followsync.worker.budget.Budget;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.progress.ProgressPublisher;
import io.followsync.worker.wakeup.WakeUps;

/**
 * What a run is paid from, writes to and tells.
 */
record Ports(Ledger ledger, Budget budget, ProgressPublisher progress, WakeUps wakeUps) {
}
