package io.followsync.deployment.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import io.followsync.stack.job.Session;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An account of the simulator with about 70 pages that take 200 ms each. */
record SimulatedAccount(URI simulator, long id, Session session) {

	private static final String POPULATION = """
			{"username": "owner.%d", "followers": 1300, "following": 900, "mutual": 700, "latencyMs": 200}""";

	static SimulatedAccount place(URI simulator, long id) {
		SimulatedAccount account = new SimulatedAccount(simulator, id, Session.made(id));
		account.call("PUT", "", POPULATION.formatted(id));
		return account;
	}

	/** The names that do not follow back, sorted. */
	List<String> truth() {
		return call("GET", "/truth", "").path("not_following_back")
			.valueStream()
			.map(JsonNode::asString)
			.sorted()
			.toList();
	}

	/** How many pages were served more than once, each counted once. */
	long pagesServedAgain() {
		return call("GET", "/requests?limit=1", "").path("pagesServed")
			.valueStream()
			.flatMap(JsonNode::valueStream)
			.filter((times) -> times.asInt() > 1)
			.count();
	}

	private JsonNode call(String method, String path, String body) {
		URI address = this.simulator.resolve("/simulator/accounts/" + this.id + path);
		HttpRequest request = HttpRequest.newBuilder(address)
			.header("Content-Type", "application/json")
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			return JsonMapper.shared().readTree(client.send(request, BodyHandlers.ofString()).body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

}
