package io.followsync.simulator.friendships;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of either list, with the keys in the recorded order.
 *
 * @param nextMaxId absent on the last page
 * @param groups on the first page of followers only
 * @param followRankingToken names the viewer; absent only when a fault removes it
 * @param hiddenFollowingAccountCount on pages of following only
 */
record ListPage(List<UserRow> users, boolean bigList, int pageSize, @Nullable String nextMaxId,
		@Nullable List<GroupCard> groups, @Nullable Boolean moreGroupsAvailable, boolean hasMore,
		boolean shouldLimitListOfFollowers, boolean useClickableSeeMore, boolean showSpamFollowRequestTab,
		@Nullable String followRankingToken, boolean shouldLimitListOfFollowings,
		@Nullable Long hiddenFollowingAccountCount, String status) {

	ListPage withoutViewer() {
		return new ListPage(this.users, this.bigList, this.pageSize, this.nextMaxId, this.groups,
				this.moreGroupsAvailable, this.hasMore, this.shouldLimitListOfFollowers, this.useClickableSeeMore,
				this.showSpamFollowRequestTab, null, this.shouldLimitListOfFollowings, this.hiddenFollowingAccountCount,
				this.status);
	}

}
