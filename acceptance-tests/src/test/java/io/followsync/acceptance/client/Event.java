package io.followsync.acceptance.client;

import java.util.Objects;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.codec.ServerSentEvent;

/** An event of a stream. */
public record Event(String id, String name, JsonNode data) {

	private static final Set<String> TERMINAL = Set.of("completed", "failed", "cancelled");

	static Event of(ServerSentEvent<String> sent) {
		return new Event(Objects.requireNonNullElse(sent.id(), ""), Objects.requireNonNullElse(sent.event(), ""),
				JsonMapper.shared().readTree(Objects.requireNonNull(sent.data())));
	}

	public boolean isTerminal() {
		return TERMINAL.contains(this.name);
	}

	public String run() {
		return this.id.substring(0, this.id.indexOf('-'));
	}

	public long seq() {
		return Long.parseLong(this.id.substring(this.id.indexOf('-') + 1));
	}

	/** Members of both lists so far. */
	public long fetched() {
		JsonNode lists = this.data.path("lists");
		return lists.path("followers").path("fetched").asLong(0) + lists.path("following").path("fetched").asLong(0);
	}

}
