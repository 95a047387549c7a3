package io.followsync.acceptance.client;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * A member of a result.
 *
 * @param id empty when only the name is known
 */
public record ResultRow(String id, String username, String fullName, boolean verified, boolean isPrivate,
		boolean confirmed) {

	static ResultRow of(JsonNode json) {
		return new ResultRow(json.path("id").asString(""), json.required("username").stringValue(),
				json.required("fullName").stringValue(), json.required("verified").booleanValue(),
				json.required("private").booleanValue(), json.required("confirmed").booleanValue());
	}

	static ResultRow of(List<String> cells) {
		return new ResultRow(cells.get(0), cells.get(1), cells.get(2), Boolean.parseBoolean(cells.get(3)),
				Boolean.parseBoolean(cells.get(4)), Boolean.parseBoolean(cells.get(5)));
	}

}
