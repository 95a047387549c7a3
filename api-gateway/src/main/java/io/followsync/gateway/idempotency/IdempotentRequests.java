package io.followsync.gateway.idempotency;

import java.time.Duration;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import jakarta.validation.constraints.Min;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Service;
import org.springframework.validation.annotation.Validated;

/**
 * Does each request once. While it is being done, a repetition fails with
 * {@link ErrorCode#REQUEST_IN_PROGRESS}; another request under the same key fails with
 * {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}, and a new key beyond those that an owner may
 * use in a day with {@link ErrorCode#TOO_MANY_IDEMPOTENCY_KEYS}. A request that fails is
 * forgotten, so that it can be repeated. If this process dies between a success and its
 * record, a repetition is done anew a minute later: what is done must bear that.
 */
@Service
public class IdempotentRequests {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private static final Duration RETRY_WHEN_FULL = Duration.ofHours(1);

	// Longer than a request that waits for the database twice.
	private static final Duration TIMEOUT = Duration.ofSeconds(12);

	private final AnswerStore answers;

	private final Limits limits;

	private final JsonMapper json;

	IdempotentRequests(AnswerStore answers, Limits limits, JsonMapper json) {
		this.answers = answers;
		this.limits = limits;
		this.json = json;
	}

	/**
	 * How many answers are kept.
	 *
	 * @param maxPerOwner keys that one owner may use within 24 hours
	 */
	@Validated
	@ConfigurationProperties("followsync.idempotency")
	record Limits(@DefaultValue("1000") @Min(1) int maxPerOwner) {
	}

	/** The answer of the work, or the one that was given before. */
	public <T> Mono<Answer<T>> once(RequestKey key, Class<T> type, Mono<Answer<T>> work) {
		return UncancellableWork.within(TIMEOUT,
				this.answers.reserve(key, this.limits.maxPerOwner()).flatMap((reservation) -> switch (reservation) {
					case RESERVED -> record(key, work);
					case TAKEN -> this.answers.find(key)
						// It was forgotten meanwhile.
						.switchIfEmpty(Mono.error(IdempotentRequests::inProgress))
						.map((stored) -> given(key, stored, type));
					case NO_ROOM -> Mono.error(this::tooMany);
				}));
	}

	private <T> Mono<Answer<T>> record(RequestKey key, Mono<Answer<T>> work) {
		return work.onErrorResume((error) -> this.answers.forget(key).then(Mono.error(error)))
			.flatMap(
					(answer) -> this.answers
						.record(key,
								new Answer<>(answer.status(), answer.location(),
										this.json.writeValueAsString(answer.body())))
						.thenReturn(answer));
	}

	private <T> Answer<T> given(RequestKey key, AnswerStore.Stored stored, Class<T> type) {
		if (!stored.request().equals(key.request())) {
			throw new ApiException(ErrorCode.IDEMPOTENCY_KEY_REUSED);
		}
		Answer<String> answer = stored.answer();
		if (answer == null) {
			throw inProgress();
		}
		return new Answer<>(answer.status(), answer.location(), this.json.readValue(answer.body(), type));
	}

	private ApiException tooMany() {
		return new ApiException(ErrorCode.TOO_MANY_IDEMPOTENCY_KEYS).retryAfter(RETRY_WHEN_FULL)
			.advise(("You have used %d keys within 24 hours, the most that an owner may. Use a new key only for a new "
					+ "request, or send the request without one.")
				.formatted(this.limits.maxPerOwner()));
	}

	private static ApiException inProgress() {
		return new ApiException(ErrorCode.REQUEST_IN_PROGRESS).retryAfter(RETRY_AFTER);
	}

}
