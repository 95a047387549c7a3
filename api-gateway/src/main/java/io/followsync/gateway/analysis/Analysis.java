package io.followsync.gateway.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A session's job as System A tells of it.
 *
 * @param maskedSession shows nothing of the session or its user
 * @param worked how long it has been or was worked on; null before it started
 * @param error why it failed; null in any other state
 * @param result null until it has completed
 */
public record Analysis(JobId job, AnalysisStatus status, AccountId claimed, String maskedSession, Instant createdAt,
		@Nullable Duration worked, @Nullable String error, @Nullable Result result) {

	/**
	 * @param notFollowingBack usernames, in the order of their characters
	 * @param unconfirmedCount how many of them are not proven: they were missing from the
	 * followers list, which was not exactly as long as declared
	 */
	public record Result(long followersCount, long followingCount, long notFollowingBackCount, long unconfirmedCount,
			List<String> notFollowingBack, Instant completedAt) {
	}

}
