package io.followsync.stack.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.followsync.stack.StackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobClientTests {

	private static final String NO_ANSWER = "";

	private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();

	private final Map<String, String> received = new ConcurrentHashMap<>();

	private HttpServer server;

	private JobClient client;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
		this.client = new JobClient(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort()));
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void followsAJobToItsEnd() {
		answers("/api/v1/jobs/j", job("RUNNING", 5), job("RUNNING", 6), job("COMPLETED", 10));
		assertThat(follow()).containsExactly("RUNNING 5", "RUNNING 6", "COMPLETED 10");
	}

	@Test
	void keepsFollowingWhileTheGatewayRestarts() {
		// Twice, because the JDK's client repeats a request once by itself.
		answers("/api/v1/jobs/j", job("RUNNING", 5), NO_ANSWER, NO_ANSWER, job("COMPLETED", 10));
		assertThat(follow()).containsExactly("RUNNING 5", "RUNNING 5", "COMPLETED 10");
	}

	@Test
	void uploadsTheListsOfAFolderAsTheyAre(@TempDir Path export) throws IOException {
		Path lists = Files.createDirectories(export.resolve("connections/followers_and_following"));
		Files.writeString(lists.resolve("followers_1.json"), "[1]");
		Files.writeString(lists.resolve("followers_2 (1).json"), "[2]");
		Files.writeString(lists.resolve("following.json"), "{}");
		Files.writeString(lists.resolve("close_friends.json"), "secret");
		answers("/api/v1/imports", "{\"id\":\"abc\"}");

		assertThat(this.client.importExport(export)).isEqualTo("abc");
		assertThat(this.received.get("/api/v1/imports"))
			.contains("name=\"file\"; filename=\"followers_1.json\"", "\r\n\r\n[1]\r\n",
					"filename=\"followers_2 (1).json\"", "filename=\"following.json\"", "\r\n\r\n{}\r\n")
			.doesNotContain("secret");
	}

	@Test
	void saysWhyThereIsNothingToUpload(@TempDir Path empty) {
		assertThatThrownBy(() -> this.client.importExport(empty)).isInstanceOf(StackException.class)
			.hasMessageContaining("No followers*.json");
		assertThatThrownBy(() -> this.client.importExport(empty.resolve("missing.zip")))
			.hasMessageContaining("There is no file or folder");
	}

	@Test
	void repeatsTheGatewaysWordsWhenItRefuses() {
		assertThatThrownBy(() -> this.client.analyze(Session.made(42))).isInstanceOf(StackException.class)
			.hasMessageContaining("POST /api/analyze was answered 404: nothing here");
	}

	@Test
	void showsNothingOfASession() {
		Session session = Session.made(42);
		assertThat(session.sessionId()).matches("42%3A[A-Za-z0-9]{14}%3A20");
		assertThat(session.toString()).doesNotContain(session.csrfToken()).doesNotContain(session.sessionId());
	}

	private List<String> follow() {
		List<String> seen = new ArrayList<>();
		this.client.follow("j", (view) -> seen.add(view.state() + " " + view.followers().fetched()));
		return seen;
	}

	private static String job(String state, int fetched) {
		return "{\"state\":\"%s\",\"lists\":{\"followers\":{\"fetched\":%d,\"declared\":null}}}".formatted(state,
				fetched);
	}

	private void answers(String path, String... bodies) {
		this.answers.put(path, new ArrayDeque<>(List.of(bodies)));
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		this.received.put(path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		Deque<String> left = this.answers.getOrDefault(path, new ArrayDeque<>());
		if (NO_ANSWER.equals(left.peek())) {
			left.poll();
			exchange.close();
			return;
		}
		byte[] body = (left.isEmpty() ? "nothing here" : left.poll()).getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(this.answers.containsKey(path) ? 200 : 404, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
