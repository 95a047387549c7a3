package io.followsync.gateway.edge;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class LocalOnlyFilterTests {

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "localhost:8080, none", "127.0.0.1, none", "[::1]:8080, none",
			"LOCALHOST, none", "localhost:8080, http://localhost:8080", "localhost, http://127.0.0.1:3000" })
	void servesThisMachine(String host, String origin) {
		StepVerifier.create(filtered(host, origin)).verifyComplete();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "evil.example, none", "localhost.evil.example, none", "none, none",
					"evil@localhost.example, none", "localhost, http://evil.example", "localhost, null",
					"localhost, http://localhost.evil.example", "'a b', none", "0.0.0.0, none" })
	void refusesPagesFromElsewhere(String host, String origin) {
		StepVerifier.create(filtered(host, origin))
			.expectErrorMatches(
					(error) -> error instanceof ApiException told && told.code() == ErrorCode.FOREIGN_ORIGIN)
			.verify();
	}

	private static Mono<Void> filtered(String host, String origin) {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/api/queue");
		if (host != null) {
			request.header(HttpHeaders.HOST, host);
		}
		if (origin != null) {
			request.header(HttpHeaders.ORIGIN, origin);
		}
		return new LocalOnlyFilter().filter(MockServerWebExchange.from(request.build()), (exchange) -> Mono.empty());
	}

}
