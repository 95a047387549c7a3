package io.followsync.simulator.friendships;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of either list, with the keys in the recorded order.
 *
 * @param nextMaxId absent at the end
 * @param groups on the first page of followers only
 * @param hiddenFollowingAccountCount on pages of following only
 */
record ListPage(List<UserRow> users, boolean bigList, int pageSize, @Nullable String nextMaxId,
		@Nullable List<GroupCard> groups, @Nullable Boolean moreGroupsAvailable, boolean hasMore,
		boolean shouldLimitListOfFollowers, boolean useClickableSeeMore, boolean showSpamFollowRequestTab,
		String followRankingToken, boolean shouldLimitListOfFollowings, @Nullable Long hiddenFollowingAccountCount,
		String status) {
}
