package io.followsync.worker.ledger;

import java.time.Duration;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.job.SourceKind;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stood when this worker claimed it.
 *
 * @param claimed the account that the credential claims; null for an import
 * @param written the seq and time of the claim itself
 * @param answered whether any request of this job was ever answered
 * @param countsAsked whether the declared counts were asked for
 * @param doubted whether the last answer was a 401 that may mean a dead session
 * @param claimsInVain claims without a stored page or wait between them, this one
 * included
 * @param retries transient failures parked for since the last stored page
 * @param age since the submission
 */
public record ClaimedJob(Lease lease, SourceKind source, Lane lane, @Nullable AccountId claimed, Written written,
		boolean answered, boolean countsAsked, boolean doubted, int claimsInVain, int retries, Duration age,
		ListWalk followers, ListWalk following) {
}
