package io.followsync.gateway.analysis.web;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.gateway.GatewayIntegrationTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

/** How often one client may submit. */
class SubmissionRateTests extends GatewayIntegrationTest {

	@Test
	void limitsTheSubmissionsOfAnAddressAndTrustsOnlyOurProxy() {
		AtomicInteger number = new AtomicInteger();
		// The bucket refills meanwhile, so the two may have to be sent more than once.
		Awaitility.await()
			.pollInterval(Duration.ZERO)
			.atMost(Duration.ofSeconds(30))
			.until(() -> isRefused(from("198.51.100.%d, 203.0.113.7".formatted(number.incrementAndGet() % 256)))
					&& isRefused(from("203.0.113.7")));
		from("203.0.113.8").expectStatus().isBadRequest();
	}

	@ParameterizedTest
	@CsvSource({ "/api/%61nalyze, 203.0.113.21", "/%61pi/v1/%69mports, 203.0.113.22" })
	void countsASubmissionHoweverItsPathIsEncoded(String path, String client) {
		Awaitility.await()
			.pollInterval(Duration.ZERO)
			.atMost(Duration.ofSeconds(30))
			.until(() -> isRefused(from(client, path)) && isRefused(from(client)));
	}

	/**
	 * Whether the answer refuses one submission too many. Such an answer is complete: it
	 * says when to come back and why.
	 */
	private static boolean isRefused(ResponseSpec answer) {
		EntityExchangeResult<String> result = answer.expectBody(String.class).returnResult();
		if (result.getStatus().value() != 429) {
			return false;
		}
		assertThat(result.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
		assertThat(result.getResponseBody()).contains("Too many submissions from this address");
		return true;
	}

	private ResponseSpec from(String forwardedFor) {
		return from(forwardedFor, "/api/analyze");
	}

	private ResponseSpec from(String forwardedFor, String path) {
		return this.web.post()
			.uri(URI.create("http://127.0.0.1:" + this.port + path))
			.header("X-Forwarded-For", forwardedFor)
			.exchange();
	}

}
