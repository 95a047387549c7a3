package io.followsync.simulator.profile;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.population.PseudoRandom;

/**
 * What a profile page says about a person; nested in it, the responses that say so, one
 * record for each.
 */
record Profile(long id, String username, String fullName, boolean isPrivate, boolean isVerified, long followers,
		long following, String biography) {

	/** Contains words that mean trouble in an error message but are harmless here. */
	private static final String ACCOUNT_BIOGRAPHY = "no spam, no feedback_required, never challenge_required";

	static Profile of(Population account) {
		return new Profile(account.spec().id(), account.spec().username(), account.spec().username(), false, false,
				account.declared(ListKind.FOLLOWERS), account.declared(ListKind.FOLLOWING), ACCOUNT_BIOGRAPHY);
	}

	static Profile of(Population.Member member) {
		return new Profile(member.id(), member.username(), member.fullName(), member.isPrivate(), member.isVerified(),
				PseudoRandom.below(2000, member.id(), 1), PseudoRandom.below(1500, member.id(), 2), "");
	}

	/** A live viewer; when no such account was placed here, only the id is known. */
	static Profile ofViewer(long id, Optional<Population> account) {
		return account.map(Profile::of)
			.orElseGet(() -> new Profile(id, "user" + id, "", false, false, 0, 0, ACCOUNT_BIOGRAPHY));
	}

	String pictureUrl() {
		return "https://pictures.simulated.invalid/" + this.id + ".jpg";
	}

	/** The response of {@code users/{id}/info} and {@code accounts/current_user}. */
	record UserInfo(User user, String status) {

		static UserInfo of(Profile profile) {
			String id = Long.toString(profile.id());
			return new UserInfo(new User(id, id, profile.username(), profile.fullName(), profile.isPrivate(),
					profile.isVerified(), profile.followers(), profile.following(), 0, profile.biography(),
					profile.pictureUrl(), new Picture(profile.pictureUrl(), 320, 320), false, ""), "ok");
		}

		record User(String pk, @JsonProperty("pk_id") String pkId, String username, String fullName,
				@JsonProperty("is_private") boolean isPrivate, @JsonProperty("is_verified") boolean isVerified,
				long followerCount, long followingCount, int mediaCount, String biography, String profilePicUrl,
				Picture hdProfilePicUrlInfo, @JsonProperty("is_business") boolean isBusiness, String externalUrl) {
		}

		record Picture(String url, int width, int height) {
		}

	}

	/** The response of {@code accounts/edit/web_form_data}: who the viewer is. */
	record WebForm(FormData formData, String status) {

		static WebForm of(Profile profile) {
			return new WebForm(new FormData(profile.fullName(), "", profile.username(), "", profile.biography(), ""),
					"ok");
		}

		record FormData(String firstName, String email, String username, String phoneNumber, String biography,
				String externalUrl) {
		}

	}

	/** The response of {@code users/web_profile_info}. */
	record WebProfile(Data data, String status) {

		static WebProfile of(Profile profile) {
			return new WebProfile(new Data(new User(Long.toString(profile.id()), profile.username(), profile.fullName(),
					profile.biography(), new Edge(profile.followers()), new Edge(profile.following()), false, false,
					false, profile.isPrivate(), profile.isVerified(), profile.pictureUrl())), "ok");
		}

		record Data(User user) {
		}

		record User(String id, String username, String fullName, String biography, Edge edgeFollowedBy, Edge edgeFollow,
				boolean followsViewer, boolean followedByViewer, boolean requestedByViewer,
				@JsonProperty("is_private") boolean isPrivate, @JsonProperty("is_verified") boolean isVerified,
				String profilePicUrl) {
		}

		record Edge(long count) {
		}

	}

	/** The response of {@code web/search/topsearch}, which finds only people here. */
	record TopSearch(List<Result> users, List<Result> places, List<Result> hashtags,
			@JsonProperty("has_more") boolean hasMore, String status) {

		static TopSearch of(List<Profile> found) {
			List<Result> results = IntStream.range(0, found.size())
				.mapToObj((position) -> new Result(position, FoundUser.of(found.get(position))))
				.toList();
			return new TopSearch(results, List.of(), List.of(), false, "ok");
		}

		record Result(int position, FoundUser user) {
		}

	}

	/** A person as a search finds them: who they are, without counts. */
	record FoundUser(String pk, @JsonProperty("pk_id") String pkId, String id, String username, String fullName,
			@JsonProperty("is_private") boolean isPrivate, @JsonProperty("is_verified") boolean isVerified,
			String profilePicUrl) {

		static FoundUser of(Profile profile) {
			String id = Long.toString(profile.id());
			return new FoundUser(id, id, id, profile.username(), profile.fullName(), profile.isPrivate(),
					profile.isVerified(), profile.pictureUrl());
		}

	}

}
