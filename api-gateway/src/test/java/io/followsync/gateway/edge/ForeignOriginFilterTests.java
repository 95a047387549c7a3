package io.followsync.gateway.edge;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class ForeignOriginFilterTests {

	private final ForeignOriginFilter localOnly = new ForeignOriginFilter(
			new ForeignOriginFilter.Properties(0, true, List.of()));

	private final ForeignOriginFilter filter = new ForeignOriginFilter(
			new ForeignOriginFilter.Properties(0, false, List.of("https://sync.example")));

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "localhost:8080, none, none", "localhost:8080, http://localhost:8080, none",
					"LocalHost:8080, http://localhost:8080, none", "own.example, https://own.example, none",
					"own.example:443, https://own.example, none", "own.example, http://own.example, none",
					"[::1]:8080, http://[::1]:8080, none", "gateway:8080, https://sync.example, none",
					"gateway:8080, https://own.example, same-origin", "gateway:8080, none, same-origin",
					"gateway:8080, none, none", "own.example, null, same-origin" })
	void letsOwnPagesAndNonBrowsersChangeThings(String host, String origin, String site) {
		StepVerifier.create(filtered(HttpMethod.POST, host, origin, site)).verifyComplete();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "own.example, https://evil.example, none",
			"own.example, https://own.example.evil.example, none", "own.example, https://own.example:8443, none",
			"own.example:8080, http://own.example, none", "own.example, null, none", "own.example, '', none",
			"own.example, https://own.example@evil.example, none",
			"own.example, https://evil.example#own.example, none", "own.example, none, cross-site",
			"own.example, none, same-site", "own.example, https://own.example, cross-site",
			"own.example, https://own.example, nonsense", "own.example, own.example, none", "own.example, 'a b', none",
			"none, https://own.example, none", "gateway:8080, http://sync.example, none", "null, null, none",
			"gateway:8080, https://own.example, none", "gateway:8080, https://sync.example, cross-site" })
	void refusesChangesFromForeignPages(String host, String origin, String site) {
		for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE,
				HttpMethod.valueOf("ODD"))) {
			StepVerifier.create(filtered(method, host, origin, site))
				.expectErrorMatches(ForeignOriginFilterTests::isForeignOrigin)
				.verify();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS" })
	void letsForeignPagesRead(String method) {
		StepVerifier.create(filtered(HttpMethod.valueOf(method), "own.example", "https://evil.example", "cross-site"))
			.verifyComplete();
	}

	@Test
	void refusesSeveralOrigins() {
		MockServerHttpRequest request = MockServerHttpRequest.post("/api/cleanup")
			.header(HttpHeaders.HOST, "own.example")
			.header(HttpHeaders.ORIGIN, "https://own.example", "https://evil.example")
			.build();
		StepVerifier.create(this.filter.filter(MockServerWebExchange.from(request), (exchange) -> Mono.empty()))
			.expectError(ApiException.class)
			.verify();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "localhost:8080, none", "127.0.0.1, none", "[::1]:8080, none",
			"LOCALHOST, none", "localhost:8080, http://localhost:8080", "localhost, http://127.0.0.1:3000" })
	void servesThisMachineIfLocalOnly(String host, String origin) {
		StepVerifier.create(filtered(this.localOnly, HttpMethod.GET, host, origin, null)).verifyComplete();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "evil.example, none", "localhost.evil.example, none", "none, none",
					"evil@localhost.example, none", "localhost, http://evil.example", "localhost, null",
					"localhost, http://localhost.evil.example", "'a b', none", "0.0.0.0, none" })
	void refusesForeignPagesIfLocalOnly(String host, String origin) {
		StepVerifier.create(filtered(this.localOnly, HttpMethod.GET, host, origin, null))
			.expectErrorMatches(ForeignOriginFilterTests::isForeignOrigin)
			.verify();
	}

	private static boolean isForeignOrigin(Throwable error) {
		return error instanceof ApiException answer && answer.code() == ErrorCode.FOREIGN_ORIGIN;
	}

	private Mono<Void> filtered(HttpMethod method, String host, String origin, String site) {
		return filtered(this.filter, method, host, origin, site);
	}

	private static Mono<Void> filtered(ForeignOriginFilter filter, HttpMethod method, String host, String origin,
			String site) {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.method(method, "/api/cleanup");
		header(request, HttpHeaders.HOST, host);
		header(request, HttpHeaders.ORIGIN, origin);
		header(request, "Sec-Fetch-Site", site);
		return filter.filter(MockServerWebExchange.from(request.build()), (exchange) -> Mono.empty());
	}

	private static void header(MockServerHttpRequest.BaseBuilder<?> request, String name, String value) {
		if (value != null) {
			request.header(name, value);
		}
	}

}
