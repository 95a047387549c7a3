package io.followsync.worker.ledger;

import java.time.Duration;

/**
 * What happened to a job before the current claim.
 *
 * @param answered whether any request of this job was ever answered
 * @param countsAsked whether the declared counts were asked for
 * @param doubted whether the last answer was a 401 that may mean a dead session
 * @param claimsWithoutProgress claims in a row without a stored page or wait, the current
 * one included
 * @param lostWorkers workers in a row that ended while they held this job and had stored
 * nothing of it
 * @param retries how often it was parked for transient failures since the last stored
 * answer
 * @param age since the submission
 */
public record ResumeState(boolean answered, boolean countsAsked, boolean sessionSuspect, int claimsWithoutProgress,
		int lostWorkers, int retries, Duration age) {
}
