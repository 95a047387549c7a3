package io.followsync.simulator.friendships;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population.Member;
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

	/** A row of a list, with the keys in the recorded order. */
	record UserRow(@JsonProperty("fbid_v2") String fbid, String pk, @JsonProperty("pk_id") String pkId, String id,
			int thirdPartyDownloadsEnabled, @JsonProperty("strong_id__") String strongId, String fullName,
			@JsonProperty("is_private") boolean isPrivate, @JsonProperty("is_verified") boolean isVerified,
			@Nullable String profilePicId, String profilePicUrl, String username, List<String> accountBadges,
			boolean hasAnonymousProfilePicture, @Nullable Long reelMediaSeenTimestamp, long latestReelMedia,
			@JsonProperty("is_favorite") @Nullable Boolean isFavorite) {

		private static final long FBID_FROM = 17_841_400_000_000_000L;

		private static final long FBID_RANGE = 100_000_000_000L;

		static String fbid(Member member) {
			return Long.toString(FBID_FROM + member.id() % FBID_RANGE);
		}

		static String pictureUrl(Member member) {
			return "https://pictures.simulated.invalid/" + ((member.pictureId() != null) ? member.id() : "anonymous")
					+ ".jpg";
		}

		static UserRow of(Member member, ListKind list) {
			String id = Long.toString(member.id());
			return new UserRow(fbid(member), id, id, id, 0, id, member.fullName(), member.isPrivate(),
					member.isVerified(), member.pictureId(), pictureUrl(member), member.username(), List.of(),
					member.pictureId() == null, member.reelSeenAt(), member.latestReelAt(),
					(list == ListKind.FOLLOWING) ? Boolean.FALSE : null);
		}

	}

	/** A suggestion above the first followers page; its people are not rows. */
	record GroupCard(String group, String title, String context, List<Face> facepile, String subtitle,
			String subtitleButtonText, String category, List<String> actions,
			@JsonProperty("show_hashtag_icon") boolean showHashtagIcon) {

		static List<GroupCard> of(List<Member> members) {
			if (members.size() < 4) {
				return List.of();
			}
			return List.of(card("least_interacted_with", "Least interacted with", members.subList(0, 2)),
					card("feed_recently_followed", "Recently followed", members.subList(2, 4)));
		}

		private static GroupCard card(String group, String title, List<Member> members) {
			return new GroupCard(group, title, members.get(0).username() + " and others",
					members.stream().map(Face::of).toList(), "", "", "", List.of("see_all"), false);
		}

		/** A person of a group, with fewer keys than a row and in another order. */
		record Face(@JsonProperty("fbid_v2") String fbid, String pk, @JsonProperty("pk_id") String pkId,
				int thirdPartyDownloadsEnabled, @JsonProperty("strong_id__") String strongId, String id,
				List<String> accountBadges, String fullName, boolean hasAnonymousProfilePicture,
				@JsonProperty("is_private") boolean isPrivate, @JsonProperty("is_verified") boolean isVerified,
				@Nullable String profilePicId, String profilePicUrl, String username) {

			static Face of(Member member) {
				String id = Long.toString(member.id());
				return new Face(UserRow.fbid(member), id, id, 0, id, id, List.of(), member.fullName(),
						member.pictureId() == null, member.isPrivate(), member.isVerified(), member.pictureId(),
						UserRow.pictureUrl(member), member.username());
			}

		}

	}

}
