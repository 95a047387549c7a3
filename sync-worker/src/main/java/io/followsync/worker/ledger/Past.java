package io.followsync.worker.ledger;

import java.time.Duration;

/**
 * What has become of a job before the present claim.
 *
 * @param answered whether any request of this job was ever answered
 * @param countsAsked whether the declared counts were asked for
 * @param doubted whether the last answer was a 401 that may mean a dead session
 * @param claimsInVain claims without a stored page or wait between them, the present one
 * included
 * @param retries transient failures parked for since the last answer that was stored
 * @param age since the submission
 */
public record Past(boolean answered, boolean countsAsked, boolean doubted, int claimsInVain, int retries,
		Duration age) {
}
