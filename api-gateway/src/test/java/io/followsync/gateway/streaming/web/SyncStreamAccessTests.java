package io.followsync.gateway.streaming.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.followsync.account.OwnerId;
import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.RawConnection;
import io.followsync.gateway.access.Scope;
import io.followsync.gateway.access.TestOwners;
import io.followsync.gateway.access.TestOwners.TestBrowser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A stream ends soon after its caller's access, while the sync goes on. */
class SyncStreamAccessTests extends KeptAccountTest {

	private static final Duration BOUND = Duration.ofSeconds(10);

	private static final int NOT_FOUND = 404;

	private static final int SIGN_IN_REQUIRED = 401;

	private String sync;

	@BeforeEach
	void startASync() {
		this.sync = Objects.requireNonNull(this.asOwner.post().uri(path("/syncs")).exchange().returnResult(Void.class))
			.getResponseHeaders()
			.getFirst(HttpHeaders.LOCATION);
	}

	@Test
	void endsWhenItsBrowserSignsOut() {
		TestBrowser browser = browser();
		TestBrowser other = browser();
		Opened signedOut = open(HttpHeaders.COOKIE, cookie(browser));
		Opened stays = open(HttpHeaders.COOKIE, cookie(other));
		this.web.delete()
			.uri("/api/v1/sessions/current")
			.header(HttpHeaders.COOKIE, cookie(browser))
			.header("Sec-Fetch-Site", "same-origin")
			.exchange()
			.expectStatus()
			.isNoContent();
		signedOut.awaitEnd();
		assertThat(stays.ended()).isFalse();
		assertThat(status(HttpHeaders.COOKIE, cookie(browser))).isEqualTo(SIGN_IN_REQUIRED);
		stays.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE browser_sessions SET revoked_at = deciding_time()",
			"UPDATE browser_sessions SET expires_at = deciding_time()", "DELETE FROM browser_sessions" })
	void endsWithItsSession(String end) {
		String cookie = cookie(browser());
		Opened stream = open(HttpHeaders.COOKIE, cookie);
		sql(end);
		stream.awaitEnd();
		assertThat(status(HttpHeaders.COOKIE, cookie)).isEqualTo(SIGN_IN_REQUIRED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE access_tokens SET revoked_at = deciding_time()",
			"UPDATE access_tokens SET expires_at = deciding_time()",
			// renewed
			"UPDATE access_tokens SET secret_hash = secret_hash || 'x'" })
	void endsWithItsToken(String end) {
		String bearer = "Bearer " + token(OWNER, Scope.READ);
		Opened stream = open(HttpHeaders.AUTHORIZATION, bearer);
		sql(end);
		stream.awaitEnd();
		assertThat(status(HttpHeaders.AUTHORIZATION, bearer)).isEqualTo(SIGN_IN_REQUIRED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE accounts SET remove_at = deciding_time()",
			"UPDATE accounts SET owner_id = '00000000-0000-0000-0000-000000000002'" })
	void endsWhenTheAccountIsNoLongerTheOwners(String end) {
		this.kept.keep(new UUID(0, 2), 77);
		String bearer = "Bearer " + token(OWNER, Scope.READ);
		Opened stream = open(HttpHeaders.AUTHORIZATION, bearer);
		sql(end + " WHERE id = " + ACCOUNT);
		stream.awaitEnd();
		assertThat(status(HttpHeaders.AUTHORIZATION, bearer)).isEqualTo(NOT_FOUND);
	}

	@Test
	void itsHeadersAloneDoNotWaitForTheEndOfTheSync() throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			RawConnection.Answer head = connection
				.send("HEAD %s/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
					.formatted(this.sync, token(OWNER, Scope.READ)))
				.head();

			assertThat(head.status()).isEqualTo(200);
			assertThat(head.headers()).containsEntry("content-type", "text/event-stream");
		}
	}

	private TestBrowser browser() {
		return new TestOwners(this.database, this.fingerprints, this.cookies).browser(new OwnerId(OWNER));
	}

	private static String cookie(TestBrowser browser) {
		return TestOwners.COOKIE + "=" + browser.cookie();
	}

	/** Opens a stream, and returns when its first event has come. */
	private Opened open(String header, String credential) {
		Opened stream = new Opened(events(header, credential).accept(MediaType.TEXT_EVENT_STREAM)
			.retrieve()
			.bodyToFlux(String.class)
			.publish()
			.autoConnect(2));
		stream.awaitEvent();
		return stream;
	}

	private int status(String header, String credential) {
		return Objects.requireNonNull(events(header, credential)
			.exchangeToMono((answer) -> answer.releaseBody().thenReturn(answer.statusCode().value()))
			.block(BOUND));
	}

	private WebClient.RequestHeadersSpec<?> events(String header, String credential) {
		return WebClient.create("http://127.0.0.1:" + this.port)
			.get()
			.uri(this.sync + "/events")
			.header(header, credential);
	}

	private static final class Opened {

		private final CompletableFuture<String> first;

		private final Disposable all;

		Opened(Flux<String> events) {
			this.first = events.next().toFuture();
			this.all = events.subscribe();
		}

		void awaitEvent() {
			assertThat(this.first).succeedsWithin(BOUND);
		}

		void awaitEnd() {
			await().atMost(BOUND).until(this::ended);
		}

		boolean ended() {
			return this.all.isDisposed();
		}

		void close() {
			this.all.dispose();
		}

	}

}
