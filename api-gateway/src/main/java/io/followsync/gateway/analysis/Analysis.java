package io.followsync.gateway.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A session's job as System A reports it.
 *
 * @param maskedSession reveals neither the session nor its user
 * @param worked time since it started, up to its end; null before it started
 * @param error why it failed; null in any other state
 * @param result null until it has completed
 */
public record Analysis(JobId job, AnalysisStatus status, AccountId claimed, String maskedSession, Times times,
		@Nullable Duration worked, @Nullable String error, @Nullable Result result) {

	/**
	 * @param startedAt null before a worker first held it
	 * @param endedAt null until it has ended, however it ended
	 */
	public record Times(Instant createdAt, @Nullable Instant startedAt, @Nullable Instant endedAt) {
	}

	/**
	 * @param notFollowingBack usernames, sorted by their bytes
	 * @param unconfirmed those of them who are not proven: they were missing from the
	 * followers list, whose length was not exactly the declared one; in the same order
	 */
	public record Result(long followersCount, long followingCount, long notFollowingBackCount, long unconfirmedCount,
			List<String> notFollowingBack, List<String> unconfirmed, Instant completedAt) {
	}

}
