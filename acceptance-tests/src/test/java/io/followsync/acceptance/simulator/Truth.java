package io.followsync.acceptance.simulator;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** What the simulator knows of an account; names are sorted. */
public record Truth(int followers, int following, int mutual, List<String> notFollowingBack, List<String> fans) {

	static Truth of(JsonNode json) {
		return new Truth(json.required("followers").intValue(), json.required("following").intValue(),
				json.required("mutual").intValue(), names(json.required("not_following_back")),
				names(json.required("fans")));
	}

	private static List<String> names(JsonNode array) {
		return array.valueStream().map(JsonNode::stringValue).toList();
	}

}
