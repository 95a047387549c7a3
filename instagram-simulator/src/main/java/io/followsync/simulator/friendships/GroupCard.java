package io.followsync.simulator.friendships;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.simulator.population.Member;
import org.jspecify.annotations.Nullable;

/** A suggestion above the first followers page; its people are not rows of the list. */
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
