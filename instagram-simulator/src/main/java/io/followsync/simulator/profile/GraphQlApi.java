package io.followsync.simulator.profile;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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

	private GraphQlApi() {
	}

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
		return ok(new ProfileRoot(profile.map((known) -> ProfileJson.UserInfo.of(known).user()).orElse(null),
				new Viewer(ProfileJson.FoundUser.of(viewer))));
	}

	static ApiResponse searchResults(List<Profile> found) {
		return ok(new SearchRoot(new Found(found.stream().map(ProfileJson.FoundUser::of).toList(), null)));
	}

	static ApiResponse unknownDocument() {
		return ApiResponse.json(200, """
				{"errors":[{"message":"execution error","severity":"CRITICAL"}],"data":null,\
				"extensions":{"is_final":true},"status":"ok"}""");
	}

	private static ApiResponse ok(Object data) {
		return ApiResponse.ok(new Envelope(data, FINAL, "ok"));
	}

	/** What a query asks for. */
	sealed interface Query {

	}

	/** The profile of the account with that id. */
	record ProfileById(long id) implements Query {
	}

	/** The accounts that a name finds. */
	record NameSearch(String name) implements Query {
	}

	/** A document that is not known, as after a rotation of the ids. */
	record UnknownDocument() implements Query {
	}

	private record Envelope(Object data, Extensions extensions, String status) {
	}

	private record Extensions(@JsonProperty("is_final") boolean isFinal) {
	}

	private record ProfileRoot(@JsonInclude ProfileJson.UserInfo.@Nullable User user, Viewer viewer) {
	}

	private record Viewer(ProfileJson.FoundUser user) {
	}

	private record SearchRoot(@JsonProperty("xdt_api__v1__fbsearch__non_profiled_serp") Found serp) {
	}

	private record Found(List<ProfileJson.FoundUser> users, @JsonInclude @Nullable String informModule) {
	}

}
