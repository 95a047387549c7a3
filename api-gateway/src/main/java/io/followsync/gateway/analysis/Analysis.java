package io.followsync.gateway.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A session's job as System A reports it.
 *
 * @param maskedSession reveals neither the session nor its user
 * @param worked time since it started, up to its end; null before it started
 * @param error why it failed; null in any other state
 * @param result null until it has completed
 */
public record Analysis(JobId job, Status status, AccountId claimed, String maskedSession, Times times,
		@Nullable Duration worked, @Nullable String error, @Nullable Result result) {

	/** The four states of System A. */
	public enum Status {

		QUEUED, PROCESSING, COMPLETED, FAILED;

		/**
		 * @param started whether a worker ever held the job: one that was handed back is
		 * queued again but still counts as being processed
		 */
		public static Status of(JobState state, boolean started) {
			return switch (state) {
				case UPLOADING, QUEUED -> started ? PROCESSING : QUEUED;
				case RUNNING, PARKED -> PROCESSING;
				case COMPLETED -> COMPLETED;
				case FAILED, CANCELLED -> FAILED;
			};
		}

		public boolean isEnded() {
			return this == COMPLETED || this == FAILED;
		}

		/** The name in System A's answers. */
		public String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * @param startedAt null before a worker first held it
	 * @param endedAt null until it has ended, however it ended
	 */
	public record Times(Instant createdAt, @Nullable Instant startedAt, @Nullable Instant endedAt) {
	}

	/**
	 * @param unfollowers usernames, sorted by their bytes
	 * @param unconfirmed those of them who are not proven and may follow after all: they
	 * were missing from the followers list, whose length was not exactly the declared
	 * one; in the same order
	 */
	@Schema(name = "ResultAnswer")
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	public record Result(long followersCount, long followingCount, long unfollowersCount, long unconfirmedCount,
			List<String> unfollowers, List<String> unconfirmed, Instant analysisCompletedAt) {
	}

}
