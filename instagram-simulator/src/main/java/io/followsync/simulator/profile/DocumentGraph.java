package io.followsync.simulator.profile;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.wire.WireJson;
import org.jspecify.annotations.Nullable;

/** The answers of the present GraphQL API, whose queries are documents named by an id. */
final class DocumentGraph {

	private static final Extensions FINAL = new Extensions(true);

	private DocumentGraph() {
	}

	static Answer profile(Optional<Profile> profile, Profile viewer) {
		ProfileRoot root = new ProfileRoot(profile.map((known) -> UserInfo.of(known).user()).orElse(null),
				new Viewer(FoundUser.of(viewer)));
		return WireJson.answer(new Envelope<>(root, FINAL, "ok"));
	}

	static Answer search(List<Profile> found) {
		return WireJson.answer(new Envelope<>(
				new SearchRoot(new Found(found.stream().map(FoundUser::of).toList(), null)), FINAL, "ok"));
	}

	static Answer rotated() {
		return Answer.json(200, """
				{"errors":[{"message":"execution error","severity":"CRITICAL"}],"data":null,\
				"extensions":{"is_final":true},"status":"ok"}""");
	}

	private record Envelope<T>(T data, Extensions extensions, String status) {
	}

	private record Extensions(@JsonProperty("is_final") boolean isFinal) {
	}

	private record ProfileRoot(@JsonInclude UserInfo.@Nullable User user, Viewer viewer) {
	}

	private record Viewer(FoundUser user) {
	}

	private record SearchRoot(@JsonProperty("xdt_api__v1__fbsearch__non_profiled_serp") Found serp) {
	}

	private record Found(List<FoundUser> users, @JsonInclude @Nullable String informModule) {
	}

}
