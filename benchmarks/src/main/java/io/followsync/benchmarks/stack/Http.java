package io.followsync.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of one server, with headers that all of them send. */
public record Http(URI server, Map<String, String> headers) {

	private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

	public Http(URI server) {
		this(server, Map.of());
	}

	public Answer get(String path) {
		return send("GET", path, BodyPublishers.noBody());
	}

	public Answer post(String path, Object body) {
		return send("POST", path, json(body));
	}

	public Answer put(String path, Object body) {
		return send("PUT", path, json(body));
	}

	/** Reads a stream of events until the server ends it. */
	public void follow(String path, Duration timeout) {
		try {
			CLIENT.sendAsync(request(path).build(), BodyHandlers.ofString())
				.thenApply((response) -> new Answer(response).text())
				.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
				.join();
		}
		catch (CompletionException ex) {
			throw new IllegalStateException(path + " was not followed to its end", ex.getCause());
		}
	}

	private static HttpRequest.BodyPublisher json(Object body) {
		return BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
	}

	private Answer send(String method, String path, HttpRequest.BodyPublisher body) {
		HttpRequest request = request(path).timeout(ANSWER_TIMEOUT)
			.method(method, body)
			.header("Content-Type", "application/json")
			.build();
		try {
			return new Answer(CLIENT.send(request, BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
	}

	private HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.server.resolve(path));
		this.headers.forEach(request::header);
		return request;
	}

	public record Answer(HttpResponse<String> response) {

		/** The JSON of a success; anything else is an error. */
		public JsonNode json() {
			return JsonMapper.shared().readTree(text());
		}

		/** The text of a success; anything else is an error. */
		public String text() {
			if (this.response.statusCode() / 100 != 2) {
				throw new IllegalStateException("%s was answered %d: %s".formatted(this.response.request().method(),
						this.response.statusCode(), this.response.body()));
			}
			return this.response.body();
		}

	}

}
