package io.followsync.simulator.replay;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.followsync.simulator.SessionClient;
import io.followsync.simulator.SimulatorClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests of a public client for a list, in its order and with its headers: how it
 * finds the id of a name, how it asks for the first page, how it follows cursors. It ends
 * where the client does, at the first page without {@code next_max_id}.
 */
record ClientReplay(JsonNode recording, SessionClient session) {

	/** No list of a test has that many pages. */
	private static final int MAX_PAGES = 200;

	static ClientReplay of(String client, SessionClient session) {
		try (InputStream file = ClientReplay.class.getResourceAsStream("/replays/" + client + ".json")) {
			return new ClientReplay(JsonMapper.shared().readTree(Objects.requireNonNull(file)), session);
		}
		catch (IOException ex) {
			throw new IllegalStateException(client, ex);
		}
	}

	/** The id that the client finds for the name, empty where it finds none. */
	String find(String username) {
		JsonNode search = this.recording.get("search");
		JsonNode answer = get(search, Map.of("{username}", username), Map.of());
		return answer.at(search.get("results").asString())
			.valueStream()
			.map((result) -> result.at(search.get("user").asString()))
			.filter((user) -> user.path("username").asString().toLowerCase(Locale.ROOT).equals(username))
			.map((user) -> user.path("pk").asString())
			.findFirst()
			.orElse("");
	}

	/** The pages of that list as the client reads them. */
	List<JsonNode> pages(String list, String id) {
		JsonNode request = this.recording.at("/lists/" + list);
		List<JsonNode> pages = new ArrayList<>();
		String cursor = request.path("first_cursor").asString("");
		do {
			JsonNode page = get(request, Map.of("{id}", id), cursor.isEmpty() ? Map.of() : Map.of("max_id", cursor));
			pages.add(page);
			cursor = page.path("next_max_id").asString("");
		}
		while (!cursor.isEmpty() && pages.size() < MAX_PAGES);
		return pages;
	}

	private JsonNode get(JsonNode request, Map<String, String> values, Map<String, String> more) {
		Map<String, String> parameters = new TreeMap<>(more);
		request.get("parameters")
			.propertyStream()
			.forEach(
					(parameter) -> parameters.put(parameter.getKey(), filled(parameter.getValue().asString(), values)));
		String query = parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "="
					+ URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		HttpRequest.Builder builder = this.session.request(filled(request.get("path").asString(), values) + "?" + query)
			.GET();
		this.recording.get("headers")
			.propertyStream()
			.forEach((header) -> builder.setHeader(header.getKey(), header.getValue().asString()));
		return SimulatorClient.send(builder).json(200);
	}

	private static String filled(String template, Map<String, String> values) {
		String text = template;
		for (Map.Entry<String, String> value : values.entrySet()) {
			text = text.replace(value.getKey(), value.getValue());
		}
		return text;
	}

}
