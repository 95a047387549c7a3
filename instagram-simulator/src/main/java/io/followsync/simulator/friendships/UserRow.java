package io.followsync.simulator.friendships;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.simulator.population.Member;
import org.jspecify.annotations.Nullable;

/** A row of a list, with the keys in the recorded order. */
record UserRow(@JsonProperty("fbid_v2") String fbid, String pk, @JsonProperty("pk_id") String pkId, String id,
		int thirdPartyDownloadsEnabled, @JsonProperty("strong_id__") String strongId, String fullName,
		@JsonProperty("is_private") boolean isPrivate, @JsonProperty("is_verified") boolean isVerified,
		@Nullable String profilePicId, String profilePicUrl, String username, List<String> accountBadges,
		boolean hasAnonymousProfilePicture, @Nullable Long reelMediaSeenTimestamp, long latestReelMedia,
		@JsonProperty("is_favorite") @Nullable Boolean isFavorite) {

	private static final long FBID_FROM = 17_841_400_000_000_000L;

	private static final long FBID_RANGE = 100_000_000_000L;

	static UserRow ofFollower(Member member) {
		return of(member, null);
	}

	static UserRow ofFollowing(Member member) {
		return of(member, false);
	}

	static String fbid(Member member) {
		return Long.toString(FBID_FROM + member.id() % FBID_RANGE);
	}

	static String pictureUrl(Member member) {
		return "https://pictures.simulated.invalid/" + ((member.pictureId() != null) ? member.id() : "anonymous")
				+ ".jpg";
	}

	private static UserRow of(Member member, @Nullable Boolean isFavorite) {
		String id = Long.toString(member.id());
		return new UserRow(fbid(member), id, id, id, 0, id, member.fullName(), member.isPrivate(), member.isVerified(),
				member.pictureId(), pictureUrl(member), member.username(), List.of(), member.pictureId() == null,
				member.reelSeenAt(), member.latestReelAt(), isFavorite);
	}

}
