package io.followsync.gateway.edge.netty;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.RawConnection;
import io.followsync.gateway.RawConnection.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@ExtendWith(OutputCaptureExtension.class)
class UndecodableRequestTests extends GatewayIntegrationTest {

	private static final String SECRET = "fedcba9876543210";

	private static final String PATH = "/api/status/" + SECRET;

	private static final String LOGGER = "reactor.netty.http.server.HttpServerOperations";

	private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

	@Autowired
	private LoggingSystem logging;

	@Autowired
	private MeterRegistry meters;

	@ParameterizedTest
	@MethodSource
	void isAnsweredLikeAnyErrorWithoutALogLine(int status, String body, String request, CapturedOutput output) {
		Map<String, String> usual = securityHeaders(RawConnection.exchange(this.port, "GET /nothing" + HOST + "\r\n"));

		Answer answer = RawConnection.exchange(this.port, request);
		// Whatever is still to be logged comes before the answer to the next call.
		this.web.get().uri("/api/health").exchange().expectStatus().isOk();

		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).isEqualTo(body);
		assertThat(answer.headers()).containsEntry("content-type",
				body.contains("urn:") ? "application/problem+json" : "application/json");
		assertThat(securityHeaders(answer)).isEqualTo(usual);
		assertThat(output).doesNotContainIgnoringCase(SECRET).doesNotContain("Decoding failed", "unexpected error");
	}

	static Stream<Arguments> isAnsweredLikeAnyErrorWithoutALogLine() {
		String bad = "{\"error\":\"Bad request\"}";
		String post = "POST " + PATH + HOST;
		return Stream.of(
				arguments(431, "{\"error\":\"Request header fields too large\"}",
						"GET " + PATH + HOST + "Cookie: a=" + SECRET.repeat(600) + "\r\n\r\n"),
				arguments(431, problem(431, "headers-too-large", "Request header fields too large"),
						"GET /api/v1/jobs/" + SECRET + HOST + "Cookie: a=" + SECRET.repeat(600) + "\r\n\r\n"),
				arguments(414, "{\"error\":\"Request URI too long\"}",
						"GET " + PATH + "?a=" + SECRET.repeat(600) + HOST + "\r\n"),
				arguments(400, bad, "GET " + PATH + HOST + "Bad header " + SECRET + ": 1\r\n\r\n"),
				arguments(400, bad, "GET " + PATH + HOST + SECRET + "\u0001: 1\r\n\r\n"),
				arguments(400, bad, "GET " + PATH + HOST + "X-A: a\u0000" + SECRET + "\r\n\r\n"),
				arguments(400, bad, "GET " + PATH + HOST + ": " + SECRET + "\r\n\r\n"),
				arguments(400, bad, "GET " + PATH + " HTTP/2.0\r\nHost: localhost\r\n\r\n"),
				arguments(400, bad, "GET " + PATH + " HTTP/x" + SECRET + "\r\n\r\n"),
				arguments(400, bad, "GET " + PATH + "\r\n\r\n"),
				arguments(400, bad, "GET " + PATH + "/%zz" + HOST + "\r\n"),
				arguments(400, bad, "GET " + PATH + "/[x]" + HOST + "\r\n"),
				arguments(400, bad, "GET " + PATH + "?x=%zz" + HOST + "\r\n"),
				arguments(404, "{\"error\":\"Job not found\"}", "GET " + PATH + "?x=[x]" + HOST + "\r\n"),
				arguments(400, bad, "GET " + PATH + "|{}" + HOST + "\r\n"),
				arguments(400, problem(400, "bad-request", "Bad request"),
						"GET /api/v1/jobs/" + SECRET + "?x=%zz" + HOST + "\r\n"),
				arguments(404, "{\"error\":\"Job not found\"}",
						"GET " + PATH + " HTTP/1.1\r\nHost: [" + SECRET + "\r\n\r\n"),
				arguments(400, bad, post + "Content-Length: " + SECRET + "\r\n\r\n"),
				arguments(400, bad, post + "Content-Length: -1" + SECRET + "\r\n\r\n"),
				arguments(400, bad, post + "Content-Length: 99999999999999999999\r\n\r\n"),
				arguments(400, bad, post + "Content-Length: 1\r\nContent-Length: 2" + SECRET + "\r\n\r\n"),
				arguments(400, bad,
						"POST /api/analyze?" + SECRET + HOST + "Content-Type: application/json\r\n"
								+ "Transfer-Encoding: chunked\r\n\r\n" + "q" + SECRET + "\r\n\r\n"),
				arguments(400, bad, "POST /api/analyze?" + SECRET + HOST + "Content-Type: application/json\r\n"
						+ "Transfer-Encoding: chunked\r\n\r\n" + "0\r\nBad trailer " + SECRET + ": 1\r\n\r\n"));
	}

	@Test
	void isAnsweredAfterEarlierRequests() throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.send("HEAD " + PATH + HOST + "\r\nGET /api/v1/jobs/" + SECRET + HOST + "a b: 1\r\n\r\n");

			Answer head = connection.head();
			assertThat(head.status()).isEqualTo(404);
			assertThat(connection.answer().body()).isEqualTo(problem(400, "bad-request", "Bad request"));
			assertThat(connection.isEnded()).isTrue();
		}
	}

	@Test
	void isNotQuotedEvenAtAnEnabledLogLevel(CapturedOutput output) {
		this.logging.setLogLevel(LOGGER, LogLevel.WARN);
		try {
			RawConnection.exchange(this.port, "GET " + PATH + HOST + "Bad header " + SECRET + ": 1\r\n\r\n");
		}
		finally {
			this.logging.setLogLevel(LOGGER, LogLevel.ERROR);
		}
		assertThat(output).contains("Decoding failed: REQUEST").doesNotContainIgnoringCase(SECRET);
	}

	@Test
	void isCounted() {
		double before = counted(431);
		RawConnection.exchange(this.port, "GET " + PATH + HOST + "Cookie: a=" + SECRET.repeat(600) + "\r\n\r\n");
		assertThat(counted(431)).isEqualTo(before + 1);
	}

	private double counted(int status) {
		return this.meters.get("followsync.http.server.errors")
			.tag("status", Integer.toString(status))
			.counter()
			.count();
	}

	private static String problem(int status, String type, String title) {
		return "{\"type\":\"urn:followsync:error:%s\",\"title\":\"%s\",\"status\":%d}".formatted(type, title, status);
	}

	private static Map<String, String> securityHeaders(Answer answer) {
		Map<String, String> headers = new TreeMap<>(answer.headers());
		headers.keySet().removeAll(Set.of("content-type", "content-length", "connection"));
		return headers;
	}

}
