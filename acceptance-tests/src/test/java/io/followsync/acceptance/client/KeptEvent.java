package io.followsync.acceptance.client;

import java.time.Instant;

import tools.jackson.databind.JsonNode;

/**
 * An event of a kept account.
 *
 * @param member the key of the member
 * @param oldUsername empty unless the member was renamed
 * @param after it happened after this time
 * @param before it did not happen after this time
 */
public record KeptEvent(long seq, String kind, String member, String username, String oldUsername, Instant after,
		Instant before, String sync) {

	static KeptEvent of(JsonNode json) {
		JsonNode happened = json.required("happened");
		return new KeptEvent(json.required("seq").longValue(), json.required("kind").stringValue(),
				json.required("key").stringValue(), json.required("username").stringValue(),
				json.path("oldUsername").asString(""), Instant.parse(happened.required("after").stringValue()),
				Instant.parse(happened.required("before").stringValue()), json.required("sync").stringValue());
	}

}
