package io.followsync.gateway.analysis.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.followsync.gateway.analysis.Analysis;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Times in seconds since the epoch.
 *
 * @param sessionId masked
 * @param startedAt null before it was first worked on
 * @param completedAt when it ended, completed or failed; null before
 * @param processingTime in seconds
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusAnswer(String status, String userId, String sessionId, long createdAt, @Nullable Long startedAt,
		@Nullable Long completedAt, int positionInQueue, @Nullable Double processingTime, @Nullable ResultAnswer result,
		@Nullable String error) {

	private static final double MILLIS = 1000;

	static StatusAnswer of(Analysis analysis, int position) {
		Duration worked = analysis.worked();
		Analysis.Result result = analysis.result();
		return new StatusAnswer(analysis.status().text(), analysis.claimed().toString(), analysis.maskedSession(),
				analysis.times().createdAt().getEpochSecond(), seconds(analysis.times().startedAt()),
				seconds(analysis.times().endedAt()), position, (worked != null) ? worked.toMillis() / MILLIS : null,
				(result != null) ? ResultAnswer.of(result) : null, analysis.error());
	}

	private static @Nullable Long seconds(@Nullable Instant time) {
		return (time == null) ? null : time.getEpochSecond();
	}

	/**
	 * @param unfollowers usernames, sorted by their bytes
	 * @param unconfirmed those of {@code unfollowers} who may follow after all
	 */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record ResultAnswer(long followersCount, long followingCount, long unfollowersCount, long unconfirmedCount,
			List<String> unfollowers, List<String> unconfirmed, Instant analysisCompletedAt) {

		static ResultAnswer of(Analysis.Result result) {
			return new ResultAnswer(result.followersCount(), result.followingCount(), result.notFollowingBackCount(),
					result.unconfirmedCount(), result.notFollowingBack(), result.unconfirmed(), result.completedAt());
		}

	}

}
