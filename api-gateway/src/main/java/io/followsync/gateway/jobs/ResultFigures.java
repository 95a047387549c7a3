package io.followsync.gateway.jobs;

import java.time.Instant;

/**
 * The figures of a completed job.
 *
 * @param unconfirmedCount how many rows of "not following back" are not confirmed; fans
 * are not counted, although they may be unconfirmed, too
 */
public record ResultFigures(long followersCount, long followingCount, long notFollowingBackCount, long fansCount,
		long mutualCount, long unconfirmedCount, Instant completedAt) {

	public long total(ResultView view) {
		return switch (view) {
			case NOT_FOLLOWING_BACK -> this.notFollowingBackCount;
			case FANS -> this.fansCount;
			case MUTUAL -> this.mutualCount;
		};
	}

}
