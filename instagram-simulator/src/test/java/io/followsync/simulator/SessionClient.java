package io.followsync.simulator;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.followsync.simulator.SimulatorClient.Received;
import tools.jackson.databind.JsonNode;

/**
 * A well-behaved client of the simulated Instagram, with the cookies and headers of a web
 * session.
 */
public record SessionClient(SimulatorClient simulator, String sessionId, String userAgent) {

	private static final String TOKEN = "csrf0123456789";

	public SessionClient withUserAgent(String agent) {
		return new SessionClient(this.simulator, this.sessionId, agent);
	}

	public Received get(String path) {
		return SimulatorClient.send(request(path).GET());
	}

	public Received post(String path, String form, String csrfHeader) {
		return SimulatorClient.send(request(path).header("X-CSRFToken", csrfHeader)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	public Received post(String path, String form) {
		return post(path, form, TOKEN);
	}

	public HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.simulator.uri(path))
			.header("User-Agent", this.userAgent)
			.header("X-IG-App-ID", "936619743392459")
			.header("Cookie", "csrftoken=" + TOKEN + "; sessionid=" + this.sessionId);
	}

	public Received page(long account, String list, int count, String cursor) {
		String maxId = cursor.isEmpty() ? "" : "&max_id=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
		return get("/api/v1/friendships/" + account + "/" + list + "/?count=" + count + maxId);
	}

	/** All pages of a list, by the safe stop rule. */
	public Walk walk(long account, String list, int count) {
		List<JsonNode> pages = new ArrayList<>();
		String cursor = "";
		do {
			JsonNode page = page(account, list, count, cursor).json(200);
			pages.add(page);
			cursor = page.path("next_max_id").asString("");
		}
		while (!cursor.isEmpty());
		return new Walk(pages);
	}

	/** The pages of one walk. */
	public record Walk(List<JsonNode> pages) {

		public List<JsonNode> rows() {
			return this.pages.stream().flatMap((page) -> page.get("users").valueStream()).toList();
		}

		public List<String> usernames() {
			return rows().stream().map((row) -> row.get("username").asString()).toList();
		}

		public List<String> ids() {
			return rows().stream().map((row) -> row.get("pk").asString()).toList();
		}

	}

}
