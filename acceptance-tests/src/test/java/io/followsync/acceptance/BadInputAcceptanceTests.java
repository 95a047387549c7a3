package io.followsync.acceptance;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.client.Upload;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@Tag("full")
@StackTest(StackKind.QUIET)
@Order(10)
class BadInputAcceptanceTests {

	private static final String JSON = "application/json";

	private static final String NO_JSON = "No JSON data provided";

	private static final String NO_CSRF = "csrf_token is required";

	private static final String NO_SESSION = "session_id is required";

	private static final String NO_USER = "Could not extract user_id from session_id";

	private Set<String> before = Set.of();

	@BeforeEach
	void lookBefore(Stack stack) {
		this.before = stack.tables().jobs();
	}

	static Stream<Arguments> submissions() {
		return Stream.of(arguments(JSON, "", NO_JSON), arguments(JSON, "   ", NO_JSON), arguments(JSON, "{", NO_JSON),
				arguments(JSON, "null", NO_JSON), arguments(JSON, "[]", NO_JSON), arguments(JSON, "\"text\"", NO_JSON),
				arguments(JSON, "[".repeat(5000), NO_JSON), arguments("text/plain", body("abc", "1%3Aa"), NO_JSON),
				arguments("", body("abc", "1%3Aa"), NO_JSON),
				arguments("no/type/at/all", body("abc", "1%3Aa"), NO_JSON),
				arguments("application/x-www-form-urlencoded", "csrf_token=abc&session_id=1%3Aa", NO_JSON),
				arguments(JSON, "{}", NO_JSON), arguments(JSON, "{\"csrf_token\":7,\"session_id\":\"1:a\"}", NO_CSRF),
				arguments(JSON, "{\"csrf_token\":null,\"session_id\":\"1:a\"}", NO_CSRF),
				arguments(JSON, body("", "1:a"), because(NO_CSRF, "csrf_token is empty.")),
				arguments(JSON, body("a b", "1:a"), because(NO_CSRF, "csrf_token contains a space.")),
				arguments(JSON, body("abc\\r\\nX-Injected: 1", "1:a"),
						because(NO_CSRF, "csrf_token contains a line break.")),
				arguments(JSON, body("abc; sessionid=2%3Ab", "1:a"), because(NO_CSRF, "csrf_token contains a space.")),
				arguments(JSON, body("a".repeat(129), "1:a"),
						because(NO_CSRF, "csrf_token is longer than 128 characters.")),
				arguments(JSON, "{\"csrf_token\":\"abc\"}", NO_SESSION),
				arguments(JSON, "{\"csrf_token\":\"abc\",\"session_id\":{\"a\":1}}", NO_SESSION),
				arguments(JSON, body("abc", ""), because(NO_SESSION, "session_id is empty.")),
				arguments(JSON, body("abc", "1:a\\r\\nX: 1"), because(NO_SESSION, "session_id contains a line break.")),
				arguments(JSON, body("abc", "1%3Aa%0d%0aX-Injected%3A1"),
						because(NO_SESSION, "session_id contains a character that the cookie never has.")),
				arguments(JSON, body("abc", "1:a;csrftoken=b"), because(NO_SESSION, "session_id contains ;.")),
				arguments(JSON, body("abc", "1:\\u0000"),
						because(NO_SESSION, "session_id contains a character that the cookie never has.")),
				arguments(JSON, body("abc", "1:" + "a".repeat(511)),
						because(NO_SESSION, "session_id is longer than 512 characters.")),
				arguments(JSON, body("abc", "nobody%3Axyz"), NO_USER), arguments(JSON, body("abc", "12345"), NO_USER),
				arguments(JSON, body("abc", "%3Axyz"), NO_USER), arguments(JSON, body("abc", "-5:xyz"), NO_USER),
				arguments(JSON, body("abc", "0:xyz"), NO_USER),
				arguments(JSON, body("abc", "99999999999999999999:xyz"), NO_USER));
	}

	// As it stands in the body, behind System A's own words.
	private static String because(String error, String message) {
		return error + "\",\"message\":\"" + message;
	}

	@ParameterizedTest
	@MethodSource("submissions")
	void aBadSubmissionIsToldWhatIsWrong(String contentType, String body, String error, Stack stack) {
		Reply reply = stack.gateway().http().post("/api/analyze", contentType, BodyPublishers.ofString(body));

		assertThat(reply.status()).as("answer: %s", reply).isEqualTo(400);
		assertThat(reply.body()).startsWith("{\"error\":\"" + error + "\"");
	}

	@Test
	void anOversizedSubmissionIsRefused(Stack stack) {
		Reply reply = stack.gateway()
			.http()
			.post("/api/analyze", JSON, BodyPublishers.ofString(body("abc", "1:" + "a".repeat(20_000))));

		assertThat(reply.status()).as("answer: %s", reply).isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0123456789abcde0", "x", "0123456789ABCDEF", "%00", "%2e%2e", "%27%20OR%201%3D1--",
			"0123456789abcdef%0a", "\u00e9", "00000000000000000000000000000000" })
	void anUnknownOrHostileJobIdIsNotFound(String id, Stack stack) {
		String safe = id.replace("\u00e9", "%C3%A9");
		for (String path : List.of("/api/status/", "/api/debug/")) {
			assertThatItIsNotFound(stack.gateway().http().get(path + safe));
		}
		assertThatItIsNotFound(stack.gateway().http().delete("/api/job/" + safe));
		for (String path : List.of("/api/v1/jobs/%s", "/api/v1/jobs/%s/result", "/api/v1/jobs/%s/events")) {
			assertThatItIsNotFound(stack.gateway().http().get(path.formatted(safe), "*/*"));
		}
	}

	@Test
	void unknownPathsAndWrongMethodsHaveTheirErrors(Stack stack) {
		Reply path = stack.gateway().http().get("/api/nothing/here");
		assertThat(path.status()).isEqualTo(404);
		assertThat(path.body()).isEqualTo("{\"error\":\"Endpoint not found\"}");
		Reply method = stack.gateway().http().delete("/api/analyze");
		assertThat(method.status()).isEqualTo(405);
		assertThat(method.body()).isEqualTo("{\"error\":\"Method not allowed\"}");
	}

	static Stream<Upload> uploads() {
		return Stream.of(new Upload(Map.of()), Upload.of("export.zip", new byte[0]),
				Upload.of("export.zip", "not a zip".getBytes()), Upload.of("export.zip", new byte[] { 'P', 'K', 5, 6 }),
				Upload.of("followers_1.json", "[]".getBytes()), Upload.of("holiday.json", "[]".getBytes()),
				Upload.of("following.json", "<html></html>".getBytes()));
	}

	@ParameterizedTest
	@MethodSource("uploads")
	void aBadUploadIsToldWhatIsWrong(Upload upload, Stack stack) {
		Reply reply = stack.gateway().tryUpload(upload);

		assertThat(reply.status()).as("answer: %s", reply).isEqualTo(400);
		assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
		assertThat(reply.text("title")).isEqualTo("Unreadable upload");
		assertThat(reply.text("detail")).isNotBlank();
	}

	@Test
	void anUploadThatIsNoFormIsRefused(Stack stack) {
		Reply reply = stack.gateway().http().post("/api/v1/imports", JSON, BodyPublishers.ofString("{}"));

		assertThat(reply.status()).as("answer: %s", reply).isEqualTo(415);
	}

	@AfterEach
	void nothingIsStored(Stack stack) {
		assertThat(stack.tables().jobs()).isSubsetOf(this.before);
	}

	private static void assertThatItIsNotFound(Reply reply) {
		assertThat(reply.status()).as("answer: %s", reply).isEqualTo(404);
		assertThat(reply.header("Content-Type")).contains("json");
	}

	private static String body(String csrfToken, String sessionId) {
		return "{\"csrf_token\":\"%s\",\"session_id\":\"%s\"}".formatted(csrfToken, sessionId);
	}

}
