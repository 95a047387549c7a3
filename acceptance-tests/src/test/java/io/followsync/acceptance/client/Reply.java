package io.followsync.acceptance.client;

import java.util.List;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;

/** An answer over HTTP. */
public record Reply(ResponseEntity<String> answer) {

	public int status() {
		return this.answer.getStatusCode().value();
	}

	public String body() {
		return Objects.requireNonNullElse(this.answer.getBody(), "");
	}

	/** Empty when missing. */
	public String header(String name) {
		return Objects.requireNonNullElse(this.answer.getHeaders().getFirst(name), "");
	}

	/** The items of a page, or of a list. */
	public List<JsonNode> items() {
		JsonNode json = json();
		return (json.isArray() ? json : json.required("items")).valueStream().toList();
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
