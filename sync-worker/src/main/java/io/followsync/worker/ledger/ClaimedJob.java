package io.followsync.worker.ledger;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.job.SourceKind;
import io.followsync.worker.walk.Walks;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stood when this worker claimed it.
 *
 * @param claimed the account that the credential claims; null for an import
 * @param written the seq and time of the claim itself
 */
public record ClaimedJob(Lease lease, SourceKind source, Lane lane, @Nullable AccountId claimed, WriteReceipt receipt,
		ResumeState resumeState, Walks walks) {
}
