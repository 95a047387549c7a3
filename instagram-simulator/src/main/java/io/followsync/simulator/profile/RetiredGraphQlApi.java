package io.followsync.simulator.profile;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.response.ApiResponse;
import org.jspecify.annotations.Nullable;

/** The retired GraphQL API: a correct count, no rows, no error. */
final class RetiredGraphQlApi {

	static final String WHO_AM_I = "d6f4427fbe92d846298cf93df0b937d3";

	private static final Set<String> FOLLOWERS = Set.of("c76146de99bb02f6415203be841dd25a",
			"37479f2b8209594dde7facb0d904896a");

	private static final Set<String> FOLLOWING = Set.of("d04b0a864b4b54837c0d870b0e77e076",
			"58712303d941c6855d4e888c5f0cd22f", "3dec7e2c57367ef3da3d987d89f9dbc8");

	private RetiredGraphQlApi() {
	}

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
