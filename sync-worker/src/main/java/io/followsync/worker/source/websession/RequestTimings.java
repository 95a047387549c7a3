package io.followsync.worker.source.websession;

import io.followsync.worker.source.Answer;
import io.followsync.worker.source.SourceFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import reactor.core.publisher.Mono;

/**
 * The timer {@code followsync.instagram.requests}, by endpoint and outcome. No id is in a
 * tag.
 */
final class RequestTimings {

	private final MeterRegistry meters;

	RequestTimings(MeterRegistry meters) {
		this.meters = meters;
	}

	<T> Mono<Answer<T>> timed(Endpoint endpoint, Mono<Answer<T>> request) {
		return Mono.defer(() -> {
			Timer.Sample sample = Timer.start(this.meters);
			return request.doOnNext((answer) -> sample.stop(timer(endpoint, outcome(answer))))
				.doOnError((error) -> sample.stop(timer(endpoint, "error")))
				.doOnCancel(() -> sample.stop(timer(endpoint, "cancelled")));
		});
	}

	private Timer timer(Endpoint endpoint, String outcome) {
		return Timer.builder("followsync.instagram.requests")
			.description("Requests to Instagram, body included")
			.tag("endpoint", endpoint.tag())
			.tag("outcome", outcome)
			.register(this.meters);
	}

	private static String outcome(Answer<?> answer) {
		return switch (answer) {
			case Answer.Delivered<?> delivered -> "delivered";
			case Answer.Refused<?> refused -> outcome(refused.failure());
		};
	}

	private static String outcome(SourceFailure failure) {
		return switch (failure) {
			case SourceFailure.Transient kind -> "transient";
			case SourceFailure.Throttled kind -> "throttled";
			case SourceFailure.AmbiguousUnauthorized kind -> "ambiguous_unauthorized";
			case SourceFailure.SessionDead kind -> "session_dead";
			case SourceFailure.PersonNeeded kind -> "person_needed";
			case SourceFailure.CursorRefused kind -> "cursor_refused";
			case SourceFailure.Malformed kind -> "malformed";
			case SourceFailure.Ours kind -> "ours";
			case SourceFailure.Unreadable kind -> "unreadable";
		};
	}

}
