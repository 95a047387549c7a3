package io.followsync.gateway.idempotency;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.followsync.account.OwnerId;
import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.QueryPlan;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdempotentRequestsTests extends KeptAccountTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Autowired
	private IdempotentRequests requests;

	private final AtomicInteger done = new AtomicInteger();

	@Test
	void doesARepeatedRequestOnce() {
		Answer<String> first = once("k", "a").block(TIMEOUT);
		assertThat(once("k", "a").block(TIMEOUT)).isEqualTo(first).isEqualTo(new Answer<>(202, "/there", "answer 1"));
		assertThat(once("other", "a").block(TIMEOUT).body()).isEqualTo("answer 2");
	}

	@Test
	void refusesAKeyThatNamedAnotherRequest() {
		once("k", "a").block(TIMEOUT);
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> once("k", "b").block(TIMEOUT))
			.extracting(ApiException::code)
			.isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED);
	}

	@Test
	void theKeysOfTwoOwnersAreTheirOwn() {
		UUID other = new UUID(0, 2);
		this.kept.keep(other, 77);
		once("k", "a").block(TIMEOUT);

		assertThat(once(key(other, "k", "b")).block(TIMEOUT).body()).isEqualTo("answer 2");
		assertThat(once("k", "a").block(TIMEOUT).body()).isEqualTo("answer 1");
	}

	@Test
	void doesOneOfManyAtOnce() {
		Long answered = Flux.range(0, 10)
			.flatMap((n) -> once("k", "a").onErrorResume(ApiException.class,
					(refused) -> (refused.code() == ErrorCode.REQUEST_IN_PROGRESS) ? Mono.empty()
							: Mono.error(refused)),
					10)
			.count()
			.block(TIMEOUT);
		assertThat(answered).isPositive();
		assertThat(this.done).hasValue(1);
	}

	@Test
	void forgetsARequestThatFailed() {
		Mono<Answer<String>> failing = this.requests.once(key(OWNER, "k", "a"), String.class,
				Mono.error(new ApiException(ErrorCode.QUEUE_FULL)));
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> failing.block(TIMEOUT));
		assertThat(once("k", "a").block(TIMEOUT).body()).isEqualTo("answer 1");
	}

	@Test
	void keepsAnswersForADayAndUnansweredRequestsForAMinute() {
		once("k", "a").block(TIMEOUT);
		age("23 hours 59 minutes");
		assertThat(once("k", "a").block(TIMEOUT).body()).isEqualTo("answer 1");
		age("2 minutes");
		assertThat(once("k", "a").block(TIMEOUT).body()).isEqualTo("answer 2");
		sql("UPDATE idempotent_answers SET status = null");
		age("59 seconds");
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> once("k", "a").block(TIMEOUT));
		age("2 seconds");
		assertThat(once("k", "a").block(TIMEOUT).body()).isEqualTo("answer 3");
	}

	@Test
	void refusesFurtherKeysOfAnOwnerWhoUsedManyToday() {
		once("first", "a").block(TIMEOUT);
		sql("""
				INSERT INTO idempotent_answers (owner_id, key, request_hash, status, body)
				SELECT '%s', 'many-' || n, '', 200, '' FROM generate_series(2, 1000) n""".formatted(OWNER));
		UUID other = new UUID(0, 2);
		this.kept.keep(other, 77);

		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> once("k", "a").block(TIMEOUT))
			.extracting(ApiException::code)
			.isEqualTo(ErrorCode.TOO_MANY_IDEMPOTENCY_KEYS);

		assertThat(once("first", "a").block(TIMEOUT).body()).isEqualTo("answer 1");
		assertThat(once(key(other, "k", "a")).block(TIMEOUT).body()).isEqualTo("answer 2");
		assertThat(count("idempotent_answers")).isEqualTo(1001);
		age("1 day");
		assertThat(once("k", "a").block(TIMEOUT).body()).isEqualTo("answer 3");
	}

	@Test
	void readsNoKeysOfOtherOwners() {
		UUID other = new UUID(0, 2);
		this.kept.keep(other, 77);
		sql("""
				INSERT INTO idempotent_answers (owner_id, key, request_hash, status, body)
				SELECT CASE WHEN n <= 50 THEN '%s'::uuid ELSE '%s'::uuid END, 'k-' || n, '', 200, '' FROM generate_series(1, 20000) n"""
			.formatted(OWNER, other));
		sql("ANALYZE idempotent_answers");
		QueryPlan plan = QueryPlan.of(this.database,
				AnswerStore.RESERVE.replace("$1", "'" + OWNER + "'::uuid")
					.replace("$2", "'new'")
					.replace("$3", "''::bytea")
					.replace("$4", "1000"));
		assertThat(QueryPlan.rows(plan.scans("idempotent_answers", "idempotent_answers"))).isEqualTo(50);
		assertThat(plan.scans("idempotent_answers", "idempotent_answers"))
			.allSatisfy((scan) -> assertThat(scan.path("Node Type").stringValue()).matches("(Index|Bitmap Heap).*"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "with space", "\u00FC", "line\nbreak" })
	void rejectsKeysThatAreNone(String key) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> key(OWNER, key, "a"));
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> key(OWNER, "k".repeat(256), "a"));
	}

	private void age(String by) {
		sql("UPDATE idempotent_answers SET created_at = created_at - interval '" + by + "'");
	}

	private Mono<Answer<String>> once(String key, String body) {
		return once(key(OWNER, key, body));
	}

	private Mono<Answer<String>> once(RequestKey key) {
		return this.requests.once(key, String.class,
				Mono.fromSupplier(() -> new Answer<>(202, "/there", "answer " + this.done.incrementAndGet())));
	}

	private static RequestKey key(UUID owner, String key, String body) {
		return RequestKey.of(new OwnerId(owner), key, "POST /x", body.getBytes());
	}

}
