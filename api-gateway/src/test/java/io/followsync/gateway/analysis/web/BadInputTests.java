package io.followsync.gateway.analysis.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.followsync.gateway.GatewayIntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpHeaders;
import org.springframework.test.json.JsonCompareMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class BadInputTests extends GatewayIntegrationTest {

	private static final String JSON = "application/json";

	private static final String NO_JSON = "No JSON data provided";

	private static final String CSRF = "csrf_token is required";

	private static final String SESSION = "session_id is required";

	private static final String USER = "Could not extract user_id from session_id";

	@AfterEach
	void storesNothing() {
		assertThat(count("jobs")).isZero();
		assertThat(count("job_credentials")).isZero();
	}

	@ParameterizedTest
	@MethodSource
	void namesTheInvalidField(String contentType, String body, String error) {
		this.web.post()
			.uri("/api/analyze")
			.header(HttpHeaders.CONTENT_TYPE, contentType)
			.bodyValue(body.getBytes(StandardCharsets.UTF_8))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.json("{\"error\":\"%s\"}".formatted(error));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			abc\\ndef      | contains a line break
			abc\\r\\n       | contains a line break
			abc def       | contains a space
			\\u00a0abc     | contains a space
			\\"abc\\"       | contains a quotation mark
			abc'          | contains a quotation mark
			abc;          | ends with ;
			abc;d=e       | contains ;
			abc\\u0000     | contains a character that the cookie never has
			ab%0d         | contains a character that the cookie never has
			``            | is empty
			""")
	void describesAnInvalidValueWithoutQuotingIt(String value, String fault) {
		says("{\"csrf_token\":\"%s\",\"session_id\":\"5012345678%%3Axyz\"}".formatted(value),
				"{\"error\":\"csrf_token is required\",\"message\":\"csrf_token %s.\"}".formatted(fault));
		says("{\"csrf_token\":\"abc\",\"session_id\":\"%s\"}".formatted(value),
				"{\"error\":\"session_id is required\",\"message\":\"session_id %s.\"}".formatted(fault));
	}

	@Test
	void reportsTooLongValuesButNotMissingOnes() {
		says("{\"csrf_token\":\"%s\"}".formatted("a".repeat(129)),
				"{\"error\":\"csrf_token is required\",\"message\":\"csrf_token is longer than 128 characters.\"}");
		says("{\"csrf_token\":\"abc\",\"session_id\":\"%s\"}".formatted("5:" + "a".repeat(511)),
				"{\"error\":\"session_id is required\",\"message\":\"session_id is longer than 512 characters.\"}");
		says("{\"csrf_token\":\"abc\"}", "{\"error\":\"session_id is required\"}");
	}

	@Test
	void explainsAFieldThatIsNamedLikeItsCookie() {
		says("{\"csrftoken\":\"abc\"}", """
				{"error":"csrf_token is required",
				 "message":"The field is called csrf_token, unlike the cookie."}""");
		says("{\"csrf_token\":\"abc\",\"sessionid\":\"5012345678%3Axyz\"}", """
				{"error":"session_id is required",
				 "message":"The field is called session_id, unlike the cookie."}""");
	}

	@Test
	void explainsAMissingUserId() {
		says("{\"csrf_token\":\"abc\",\"session_id\":\"5012345678\"}", """
				{"error":"Could not extract user_id from session_id",
				 "message":"session_id must begin with the digits of a user id, followed by %3A or a colon."}""");
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					application/json, {"csrf_token",                        The body is not valid JSON.
					application/json, [],                                   The body must be an object with csrf_token and session_id.
					text/plain,       {"csrf_token":"abc"}, Send the body with Content-Type: application/json.
					""")
	void explainsABodyThatIsNoJson(String type, String body, String message) {
		this.web.post()
			.uri("/api/analyze")
			.header(HttpHeaders.CONTENT_TYPE, type)
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.json("{\"error\":\"No JSON data provided\",\"message\":\"%s\"}".formatted(message),
					JsonCompareMode.STRICT);
	}

	private void says(String body, String answer) {
		this.web.post()
			.uri("/api/analyze")
			.header(HttpHeaders.CONTENT_TYPE, JSON)
			.header("X-Forwarded-For", "10.3.0." + body.length() % 250)
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.json(answer, JsonCompareMode.STRICT);
	}

	static Stream<Arguments> namesTheInvalidField() {
		String good = "{\"csrf_token\":\"abc\",\"session_id\":\"5012345678%3Axyz\"}";
		return Stream.of(arguments(JSON, "", NO_JSON), arguments(JSON, "   ", NO_JSON),
				arguments(JSON, "{\"csrf_token\":", NO_JSON), arguments(JSON, "not json", NO_JSON),
				arguments(JSON, "[]", NO_JSON), arguments(JSON, "\"text\"", NO_JSON), arguments(JSON, "null", NO_JSON),
				arguments(JSON, "7", NO_JSON), arguments(JSON, good + "x", NO_JSON),
				arguments(JSON, "[".repeat(5000), NO_JSON), arguments("text/plain", good, NO_JSON),
				arguments("application/x-www-form-urlencoded", "csrf_token=abc&session_id=5012345678%3Axyz", NO_JSON),
				arguments("multipart/form-data; boundary=x", good, NO_JSON),
				arguments("application/xml", good, NO_JSON), arguments(JSON, "{}", NO_JSON),
				arguments(JSON, " {\n} ", NO_JSON), arguments(JSON, "{\"other\":1}", CSRF),
				arguments(JSON, "{\"session_id\":\"5012345678%3Axyz\"}", CSRF), both("null", "\"\"", CSRF),
				both("\"\"", "\"5012345678%3Axyz\"", CSRF), both("\"  \"", "\"5012345678%3Axyz\"", CSRF),
				both("7", "\"5012345678%3Axyz\"", CSRF), both("[\"abc\"]", "\"5012345678%3Axyz\"", CSRF),
				both("{}", "\"5012345678%3Axyz\"", CSRF), both("true", "\"5012345678%3Axyz\"", CSRF),
				both("\"a b\"", "\"5012345678%3Axyz\"", CSRF),
				both("\"abc\\r\\nX-Evil: 1\"", "\"5012345678%3Axyz\"", CSRF),
				both("\"abc; sessionid=1\"", "\"5012345678%3Axyz\"", CSRF),
				both("\"%s\"".formatted("a".repeat(129)), "\"5012345678%3Axyz\"", CSRF),
				arguments(JSON, "{\"csrf_token\":\"abc\"}", SESSION), both("\"abc\"", "null", SESSION),
				both("\"abc\"", "\" \"", SESSION), both("\"abc\"", "5012345678", SESSION),
				both("\"abc\"", "{\"a\":1}", SESSION), both("\"abc\"", "\"5012345678%3Axyz\\r\\nX-Evil: 1\"", SESSION),
				both("\"abc\"", "\"5012345678%3Axyz%0d%0aX-Evil: 1\"", SESSION),
				both("\"abc\"", "\"5012345678%3Axyz%0D%0AX-Evil\"", SESSION),
				both("\"abc\"", "\"5012345678%3Axyz%00\"", SESSION),
				both("\"abc\"", "\"5012345678%3Axyz;a=b\"", SESSION),
				both("\"abc\"", "\"5012345678%3Axyz\\u0000\"", SESSION), both("\"abc\"", "\"５０１２%3Axyz\"", SESSION),
				both("\"abc\"", "\"5012345678%3A" + "x".repeat(512) + "\"", SESSION), both("\"abc\"", "\"xyz\"", USER),
				both("\"abc\"", "\"5012345678\"", USER), both("\"abc\"", "\"%3Axyz\"", USER),
				both("\"abc\"", "\"-5%3Axyz\"", USER), both("\"abc\"", "\"0%3Axyz\"", USER),
				both("\"abc\"", "\"12a%3Axyz\"", USER), both("\"abc\"", "\"9999999999999999999%3Axyz\"", USER),
				both("\"abc\"", "\"99999999999999999999999%3Axyz\"", USER));
	}

	private static Arguments both(String csrfToken, String sessionId, String error) {
		return arguments(JSON, "{\"csrf_token\":" + csrfToken + ",\"session_id\":" + sessionId + "}", error);
	}

	// Spring's own client would refuse to send these.
	@ParameterizedTest
	@ValueSource(strings = { "no/type/at/all", "/", "" })
	void rejectsAContentTypeThatIsNone(String type) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/analyze"))
			.header(HttpHeaders.CONTENT_TYPE, type)
			.POST(BodyPublishers.ofString("{\"csrf_token\":\"abc\",\"session_id\":\"5012345678%3Axyz\"}"))
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(response.body()).startsWith("{\"error\":\"No JSON data provided\"");
		}
	}

	@Test
	void treatsAMissingContentTypeLikeAMissingBody() {
		this.web.post().uri("/api/analyze").exchange().expectStatus().isBadRequest().expectBody().json("""
				{"error":"No JSON data provided"}""");
	}

	@Test
	void rejectsABodyThatIsTooLarge() {
		byte[] body = new byte[16 * 1024 + 1];
		this.web.post()
			.uri("/api/analyze")
			.header(HttpHeaders.CONTENT_TYPE, JSON)
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isEqualTo(413)
			.expectBody()
			.json("{\"error\":\"Request body too large\"}");
	}

	@Test
	void rejectsABodyThatIsTooLargeWithoutContentLength() {
		Flux<String> chunks = Flux.range(0, 40).map((number) -> " ".repeat(1024));
		this.web.post()
			.uri("/api/analyze")
			.header(HttpHeaders.CONTENT_TYPE, JSON)
			.body(chunks, String.class)
			.exchange()
			.expectStatus()
			.isEqualTo(413)
			.expectBody()
			.json("{\"error\":\"Request body too large\"}");
	}

}
