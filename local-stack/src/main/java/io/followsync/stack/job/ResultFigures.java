package io.followsync.stack.job;

import tools.jackson.databind.JsonNode;

/** The counts of a result. */
public record ResultFigures(int followers, int following, int notFollowingBack, int fans, int mutual, int unconfirmed) {

	static ResultFigures from(JsonNode result) {
		return new ResultFigures(result.path("followersCount").asInt(0), result.path("followingCount").asInt(0),
				result.path("notFollowingBackCount").asInt(0), result.path("fansCount").asInt(0),
				result.path("mutualCount").asInt(0), result.path("unconfirmedCount").asInt(0));
	}

}
