package io.followsync.acceptance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

/** Sends requests to one server. Every answer must come in time or the test fails. */
public final class Http {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final URI server;

	public Http(URI server) {
		this.server = server;
	}

	public Reply get(String path) {
		return get(path, "application/json");
	}

	public Reply get(String path, String accept) {
		return send(request(path).header("Accept", accept).GET());
	}

	public Reply delete(String path) {
		return send(request(path).DELETE());
	}

	public Reply putJson(String path, Object body) {
		return send(request(path).header("Content-Type", "application/json").PUT(json(body)));
	}

	public Reply postJson(String path, Object body) {
		return post(path, "application/json", json(body));
	}

	public Reply post(String path, String contentType, BodyPublisher body) {
		return send(posting(path, contentType, body));
	}

	/** Sends without waiting for the answer. */
	public CompletableFuture<Reply> postJsonLater(String path, Object body) {
		return this.client
			.sendAsync(posting(path, "application/json", json(body)).build(), HttpResponse.BodyHandlers.ofString())
			.thenApply(Reply::new);
	}

	/** An answer whose lines are read as they arrive; close it to hang up. */
	HttpResponse<Stream<String>> lines(HttpRequest.Builder request) throws IOException {
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.server.resolve(path)).timeout(IN_TIME);
	}

	public Reply send(String method, String path) {
		return send(request(path).method(method, BodyPublishers.noBody()));
	}

	private HttpRequest.Builder posting(String path, String contentType, BodyPublisher body) {
		HttpRequest.Builder request = request(path).POST(body);
		return contentType.isEmpty() ? request : request.header("Content-Type", contentType);
	}

	private Reply send(HttpRequest.Builder request) {
		try {
			return new Reply(this.client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static BodyPublisher json(Object body) {
		return BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body));
	}

}
