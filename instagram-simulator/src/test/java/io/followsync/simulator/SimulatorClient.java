package io.followsync.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the control API, and the way to sessions of the simulated Instagram. */
public record SimulatorClient(int port) {

	static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final JsonMapper MAPPER = JsonMapper.shared();

	public SessionClient sessionOf(long account) {
		return session(account + "%3AaBcDeF" + account + "%3A20");
	}

	public SessionClient session(String sessionId) {
		return new SessionClient(this, sessionId, "Mozilla/5.0 (tests)");
	}

	public JsonNode place(long account, String json) {
		return control("PUT", "/simulator/accounts/" + account, json).json(200);
	}

	public void place(long account, int followers, int following, int mutual) {
		place(account, """
				{"username":"owner.%d","followers":%d,"following":%d,"mutual":%d}""".formatted(account, followers,
				following, mutual));
	}

	public JsonNode change(long account, String json) {
		return control("POST", "/simulator/accounts/" + account + "/changes", json).json(200);
	}

	public void faults(long account, String json) {
		control("PUT", "/simulator/accounts/" + account + "/faults", json).json(200);
	}

	public void declareSession(String json) {
		control("PUT", "/simulator/sessions", json).json(200);
	}

	public JsonNode truth(long account) {
		return control("GET", "/simulator/accounts/" + account + "/truth", "").json(200);
	}

	public JsonNode audit(long account) {
		return control("GET", "/simulator/accounts/" + account + "/requests", "").json(200);
	}

	public Received control(String method, String path, String json) {
		return send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(json)));
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	public static Received send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = HTTP.send(request.timeout(Duration.ofSeconds(20)).build(),
					HttpResponse.BodyHandlers.ofString());
			return new Received(response.statusCode(), response.body(), response);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** An answer. */
	public record Received(int status, String body, HttpResponse<String> response) {

		public JsonNode json(int expectedStatus) {
			if (this.status != expectedStatus) {
				throw new AssertionError("expected " + expectedStatus + " but got " + this.status + ": " + this.body);
			}
			return MAPPER.readTree(this.body);
		}

		public String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

	}

}
