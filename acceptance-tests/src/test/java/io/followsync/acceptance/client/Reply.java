package io.followsync.acceptance.client;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer over HTTP. */
public record Reply(HttpResponse<String> answer) {

	public int status() {
		return this.answer.statusCode();
	}

	public String body() {
		return this.answer.body();
	}

	public String header(String name) {
		return this.answer.headers().firstValue(name).orElse("");
	}

	public JsonNode json() {
		return JsonMapper.shared().readTree(body());
	}

	/** A field of System A's answers or of a problem; empty when missing. */
	public String text(String field) {
		return json().path(field).asString("");
	}

	@Override
	public String toString() {
		return status() + " " + body();
	}

}
