package io.followsync.worker.engine;

import java.util.function.Supplier;

import io.followsync.worker.source.Answer;
import io.followsync.worker.source.SourceFailure;
import reactor.core.publisher.Mono;

/** Makes requests to a source, as far as the budget grants them, and counts failures. */
final class Request {

	private final Pacing pacing;

	private final FailureHandling failures;

	Request(Pacing pacing, FailureHandling failures) {
		this.pacing = pacing;
		this.failures = failures;
	}

	/**
	 * Makes the request, or does not if it is metered and the budget does not grant it.
	 */
	<T> Mono<Outcome<T>> make(JobRun run, boolean metered, Supplier<Mono<Answer<T>>> request) {
		Mono<Outcome<T>> made = Mono.defer(request).map((answer) -> outcome(run, answer));
		return metered ? this.pacing.<T>refusal(run).switchIfEmpty(made) : made;
	}

	private <T> Outcome<T> outcome(JobRun run, Answer<T> answer) {
		return switch (answer) {
			case Answer.Delivered<T>(T value) -> new Outcome.Delivered<>(value);
			case Answer.Failed<T>(SourceFailure failure) -> {
				this.failures.note(run, failure);
				yield new Outcome.Failed<>(failure);
			}
		};
	}

}
