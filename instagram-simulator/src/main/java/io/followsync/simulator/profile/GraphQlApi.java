package io.followsync.simulator.profile;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.response.ApiResponse;
import org.jspecify.annotations.Nullable;

/** The present GraphQL API, whose queries are documents named by an id. */
final class GraphQlApi {

	static final long NOBODY = -1;

	/** As asked by instaloader for a profile. */
	private static final String PROFILE_BY_ID = "25980296051578533";

	/** As asked by instaloader to find the id of a name. */
	private static final String NAME_SEARCH = "26347858941511777";

	private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"?(\\d{1,18})(?!\\d)");

	private static final Pattern NAME = Pattern.compile("\"query\"\\s*:\\s*\"([\\w.]{1,30})\"");

	private static final Extensions FINAL = new Extensions(true);

	static Query read(@Nullable String document, @Nullable String variables) {
		String text = Objects.requireNonNullElse(variables, "");
		if (PROFILE_BY_ID.equals(document)) {
			return new ProfileById(idIn(text));
		}
		if (NAME_SEARCH.equals(document)) {
			Matcher name = NAME.matcher(text);
			return new NameSearch(name.find() ? name.group(1).toLowerCase(Locale.ROOT) : "");
		}
		return new UnknownDocument();
	}

	/** The id that the variables of a query name; {@link #NOBODY} if they name none. */
	static long idIn(String variables) {
		Matcher id = ID.matcher(variables);
		return id.find() ? Long.parseLong(id.group(1)) : NOBODY;
	}

	static ApiResponse profile(Optional<Profile> profile, Profile viewer) {
		return ok(new ProfileRoot(profile.map((known) -> Profile.UserInfo.of(known).user()).orElse(null),
				new Viewer(Profile.FoundUser.of(viewer))));
	}

	static ApiResponse searchResults(List<Profile> found) {
		return ok(new SearchRoot(new Found(found.stream().map(Profile.FoundUser::of).toList(), null)));
	}

	static ApiResponse unknownDocument() {
		return ApiResponse.json(200, """
				{"errors":[{"message":"execution error","severity":"CRITICAL"}],"data":null,\
				"extensions":{"is_final":true},"status":"ok"}""");
	}

	private static ApiResponse ok(Object data) {
		return ApiResponse.ok(new Envelope(data, FINAL, "ok"));
	}

	sealed interface Query {

	}

	record ProfileById(long id) implements Query {
	}

	record NameSearch(String name) implements Query {
	}

	/** A document that is not known, as after a rotation of the ids. */
	record UnknownDocument() implements Query {
	}

	private record Envelope(Object data, Extensions extensions, String status) {
	}

	private record Extensions(@JsonProperty("is_final") boolean isFinal) {
	}

	private record ProfileRoot(@JsonInclude Profile.UserInfo.@Nullable User user, Viewer viewer) {
	}

	private record Viewer(Profile.FoundUser user) {
	}

	private record SearchRoot(@JsonProperty("xdt_api__v1__fbsearch__non_profiled_serp") Found serp) {
	}

	private record Found(List<Profile.FoundUser> users, @JsonInclude @Nullable String informModule) {
	}

	/** The retired GraphQL API: a correct count, no rows, no error. */
	static final class Retired {

		static final String WHO_AM_I = "d6f4427fbe92d846298cf93df0b937d3";

		private static final Set<String> FOLLOWERS = Set.of("c76146de99bb02f6415203be841dd25a",
				"37479f2b8209594dde7facb0d904896a");

		private static final Set<String> FOLLOWING = Set.of("d04b0a864b4b54837c0d870b0e77e076",
				"58712303d941c6855d4e888c5f0cd22f", "3dec7e2c57367ef3da3d987d89f9dbc8");

		static ApiResponse viewer(Profile viewer) {
			return ok(new Viewer(Long.toString(viewer.id()), viewer.username(), viewer.pictureUrl()));
		}

		static ApiResponse list(String queryHash, @Nullable Population account) {
			if (!FOLLOWERS.contains(queryHash) && !FOLLOWING.contains(queryHash)) {
				return ApiResponse.json(200, """
						{"errors":[{"message":"execution error","severity":"CRITICAL"}],"data":null,"status":"ok"}""");
			}
			if (account == null) {
				return ApiResponse.json(200, """
						{"data":{"user":null},"status":"ok"}""");
			}
			boolean followers = FOLLOWERS.contains(queryHash);
			Decoy decoy = new Decoy(account.declared(followers ? ListKind.FOLLOWERS : ListKind.FOLLOWING),
					new PageInfo(false, ""), List.of());
			return ok(new Edges(followers ? decoy : null, followers ? null : decoy));
		}

		private static ApiResponse ok(Object user) {
			return ApiResponse.ok(new Envelope(new Data(user), "ok"));
		}

		private record Envelope(Data data, String status) {
		}

		private record Data(Object user) {
		}

		private record Viewer(String id, String username, String profilePicUrl) {
		}

		private record Edges(@Nullable Decoy edgeFollowedBy, @Nullable Decoy edgeFollow) {
		}

		private record Decoy(long count, PageInfo pageInfo, List<String> edges) {
		}

		private record PageInfo(@JsonProperty("has_next_page") boolean hasNextPage, String endCursor) {
		}

	}

}
