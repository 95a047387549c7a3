package io.followsync.simulator.population;

import org.jspecify.annotations.Nullable;

/**
 * One person as Instagram shows them in a list.
 *
 * @param id numeric id, in part of the population beyond 2^53
 * @param pictureId absent for the anonymous picture
 * @param reelSeenAt epoch seconds, absent unless the viewer saw the latest story
 * @param latestReelAt epoch seconds, 0 without a story
 */
public record Member(long id, String username, String fullName, boolean isPrivate, boolean isVerified,
		@Nullable String pictureId, @Nullable Long reelSeenAt, long latestReelAt) {
}
