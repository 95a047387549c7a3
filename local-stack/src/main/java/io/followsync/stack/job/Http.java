package io.followsync.stack.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.followsync.stack.StackException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends JSON over HTTP to one server. */
final class Http {

	private static final Duration TO_CONNECT = Duration.ofSeconds(5);

	private static final Duration TO_ANSWER = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();

	private final URI server;

	Http(URI server) {
		this.server = server;
	}

	HttpClient client() {
		return this.client;
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.server.resolve(path)).timeout(TO_ANSWER);
	}

	JsonNode get(String path) throws IOException {
		return send(request(path).header("Accept", "application/json").build());
	}

	JsonNode send(String method, String path, Object body) throws IOException {
		HttpRequest.BodyPublisher json = HttpRequest.BodyPublishers
			.ofString(JsonMapper.shared().writeValueAsString(body));
		return send(request(path).header("Content-Type", "application/json").method(method, json).build());
	}

	/**
	 * The body of a successful answer; null when it has none.
	 * @throws IOException when there was no answer
	 * @throws StackException with the server's words when it refuses
	 */
	JsonNode send(HttpRequest request) throws IOException {
		try {
			HttpResponse<String> answer = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() / 100 != 2) {
				throw new StackException("%s %s was answered %d: %s".formatted(request.method(),
						request.uri().getPath(), answer.statusCode(), answer.body().strip()));
			}
			return answer.body().isBlank() ? JsonMapper.shared().nullNode()
					: JsonMapper.shared().readTree(answer.body());
		}
		catch (JacksonException ex) {
			throw new IOException("No JSON from " + request.uri().getPath(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

}
