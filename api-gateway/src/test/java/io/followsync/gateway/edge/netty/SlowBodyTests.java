package io.followsync.gateway.edge.netty;

import java.io.IOException;
import java.time.Duration;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.RawConnection;
import io.followsync.gateway.RawConnection.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@TestPropertySource(properties = "followsync.edge.request-body.timeout=1s")
class SlowBodyTests extends GatewayIntegrationTest {

	private static final String ANALYZE = "POST /api/analyze HTTP/1.1\r\nHost: localhost\r\n"
			+ "Content-Type: application/json\r\n";

	private static final String IMPORT = "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\n"
			+ "Content-Type: multipart/form-data; boundary=xx\r\nTransfer-Encoding: chunked\r\n\r\n";

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100\r\n\r\n", "Content-Length: 100\r\n\r\n{\"csrf",
			"Transfer-Encoding: chunked\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n6\r\n{\"csr",
			"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Trailer: a" })
	void answers408WhenABodyStops(String rest) throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			Answer answer = connection.send(ANALYZE + rest).answer();

			assertThat(answer.status()).isEqualTo(408);
			assertThat(answer.body()).isEqualTo("{\"error\":\"Request body too slow\"}");
			assertThat(answer.headers()).containsEntry("connection", "close").containsKey("x-content-type-options");
			assertThat(connection.isEnded()).isTrue();
		}
	}

	@Test
	void answers408WhenABodyIsTooSlow() throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.send(ANALYZE + "Transfer-Encoding: chunked\r\n\r\n");
			Flux.interval(Duration.ofMillis(50))
				.take(Duration.ofSeconds(20))
				.concatMap((tick) -> sent(connection, "1\r\n \r\n"))
				.onErrorComplete()
				.subscribe();

			assertThat(connection.answer().status()).isEqualTo(408);
		}
	}

	@Test
	void answers408AndRemovesAnUploadThatStops() throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.send(IMPORT + "4\r\n--xx\r\n");
			Awaitility.await().until(() -> count("jobs") == 1);
			Answer answer = connection.answer();

			assertThat(answer.status()).isEqualTo(408);
			assertThat(answer.body()).contains("urn:followsync:error:request-timeout");
			assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
			Awaitility.await().until(() -> count("jobs") == 0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /api/health", "POST /api/cleanup", "POST /nothing", "DELETE /api/queue" })
	void closesTheConnectionOfAnUnreadBody(String call) throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.send(call + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n");
			assertThat(connection.answer().status()).isNotEqualTo(408);
			assertThat(connection.isEnded()).isTrue();
		}
	}

	@Test
	void acceptsASlowUploadThatKeepsMoving() throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.send(IMPORT + chunk("--xx\r\nContent-Disposition: form-data; name=\"file\"; "
					+ "filename=\"followers_1.json\"\r\n\r\n["));
			Flux.interval(Duration.ofMillis(40))
				.onBackpressureBuffer()
				.take(40)
				.concatMap((tick) -> sent(connection, chunk(" ".repeat(1000))))
				.then()
				.block(Duration.ofSeconds(20));
			connection.send(chunk("]\r\n--xx\r\nContent-Disposition: form-data; name=\"file\"; "
					+ "filename=\"following.json\"\r\n\r\n[]\r\n--xx--\r\n") + "0\r\n\r\n");

			assertThat(connection.answer().status()).isEqualTo(202);
		}
	}

	private static String chunk(String text) {
		return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
	}

	private static Mono<Void> sent(RawConnection connection, String text) {
		return Mono.fromCallable(() -> connection.send(text)).subscribeOn(Schedulers.boundedElastic()).then();
	}

}
