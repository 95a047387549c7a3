package io.followsync.gateway.database;

import java.time.Duration;
import java.util.Objects;

import io.followsync.account.OwnerId;
import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.access.TestOwners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The database ends a wait for a lock before the caller is answered. */
class LockWaitTests extends KeptAccountTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	@Autowired
	private TransactionalOperator transaction;

	@Test
	void isBoundedOnEveryConnection() {
		assertThat(row("SHOW lock_timeout")).containsEntry("lock_timeout", "3s");
		assertThat(row("SHOW statement_timeout")).containsEntry("statement_timeout", "4s");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "SELECT id FROM accounts WHERE id = 5012345678 FOR UPDATE", "SELECT lock_account(5012345678)" })
	void isAnsweredAsAnOutageAndLeavesNoStatementBehind(String lock) {
		String session = "followsync_session="
				+ new TestOwners(this.database, this.fingerprints, this.cookies).browser(new OwnerId(OWNER)).cookie();
		Mono<ResponseEntity<String>> disconnection = WebClient.create("http://127.0.0.1:" + this.port)
			.delete()
			.uri(path("?history=keep"))
			.header("Cookie", session)
			.header("Sec-Fetch-Site", "same-origin")
			.exchangeToMono((answer) -> answer.toEntity(String.class));

		Held held = Objects.requireNonNull(this.database.sql(lock)
			.then()
			.then(Mono.fromFuture(() -> disconnection.toFuture()))
			.flatMap((answer) -> waiting().map((waiting) -> new Held(answer, waiting)))
			.as(this.transaction::transactional)
			.block(TIMEOUT));

		assertThat(held.answer().getStatusCode().value()).isEqualTo(503);
		assertThat(held.answer().getHeaders().getFirst("Retry-After")).isEqualTo("5");
		assertThat(held.answer().getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(held.waiting()).isZero();
		assertThat(row("SELECT state FROM accounts WHERE id = " + ACCOUNT)).containsEntry("state", "CONNECTED");
	}

	/**
	 * What was answered, and how many statements waited after that, with the lock held.
	 */
	private record Held(ResponseEntity<String> answer, long waiting) {
	}

	private Mono<Long> waiting() {
		return this.database.sql(
				"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
			.mapValue(Long.class)
			.one();
	}

}
