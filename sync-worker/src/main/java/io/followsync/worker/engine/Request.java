package io.followsync.worker.engine;

import java.util.function.Function;
import java.util.function.Supplier;

import io.followsync.worker.source.Answer;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.SourceFailure;
import reactor.core.publisher.Mono;

/**
 * One request to a source: paid for, made and, if it failed, followed up as the policy
 * decides.
 */
final class Request {

	private final Pacing pacing;

	private final FailureHandling failures;

	Request(Pacing pacing, FailureHandling failures) {
		this.pacing = pacing;
		this.failures = failures;
	}

	/**
	 * Makes the request if it can be paid for, and passes what was delivered to {@code
	 * then}. Completes after the pause that keeps the pace.
	 */
	<T> Mono<Void> make(JobRun run, ListReader reader, Supplier<Mono<Answer<T>>> request,
			Function<T, Mono<Void>> then) {
		return make(run, reader, request, then,
				(failure) -> this.failures.follow(run, this.failures.decide(run, failure)));
	}

	/**
	 * The same, for a request whose failure does not mean what it means for a list.
	 */
	<T> Mono<Void> make(JobRun run, ListReader reader, Supplier<Mono<Answer<T>>> request, Function<T, Mono<Void>> then,
			Function<SourceFailure, Mono<Void>> otherwise) {
		Mono<Void> answered = answered(run, request, then, otherwise);
		return reader.metered() ? this.pacing.paid(run, answered) : answered;
	}

	/**
	 * The same, for a request that need not be made.
	 * @param resting what to do instead if Instagram asked the lane to pause
	 */
	<T> Mono<Void> make(JobRun run, Supplier<Mono<Answer<T>>> request, Function<T, Mono<Void>> then,
			Function<SourceFailure, Mono<Void>> otherwise, Mono<Void> resting) {
		return this.pacing.paid(run, answered(run, request, then, otherwise), resting);
	}

	/**
	 * Parks the run, so that the same request is made again a little later: what it
	 * brought may be a passing fault.
	 */
	Mono<Void> repeatLater(JobRun run) {
		return this.failures.repeatLater(run);
	}

	private <T> Mono<Void> answered(JobRun run, Supplier<Mono<Answer<T>>> request, Function<T, Mono<Void>> then,
			Function<SourceFailure, Mono<Void>> otherwise) {
		return Mono.defer(request).flatMap((answer) -> switch (answer) {
			case Answer.Delivered<T> delivered -> then.apply(delivered.value());
			case Answer.Failed<T> refused -> {
				this.failures.note(run, refused.failure());
				yield otherwise.apply(refused.failure());
			}
		});
	}

}
