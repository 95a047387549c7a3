package io.followsync.worker.source.websession;

import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;

import io.followsync.worker.source.Answer;
import io.followsync.worker.source.websession.InstagramRequest.Endpoint;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import reactor.core.publisher.Mono;

/**
 * The timer {@code followsync.instagram.request.duration}, by call and outcome, and the
 * span of each request. No tag holds an id. The tag is not called {@code endpoint},
 * because the Prometheus operator gives every target a label of that name.
 */
final class RequestTimings {

	private static final Duration[] BOUNDS = LongStream.of(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000)
		.mapToObj(Duration::ofMillis)
		.toArray(Duration[]::new);

	private static final String DELIVERED = "delivered";

	private final MeterRegistry meters;

	private final Spans spans;

	RequestTimings(MeterRegistry meters, Spans spans) {
		this.meters = meters;
		this.spans = spans;
		for (Endpoint endpoint : Endpoint.values()) {
			timer(endpoint, DELIVERED);
		}
	}

	<T> Mono<Answer<T>> timed(Endpoint endpoint, Mono<Answer<T>> request) {
		return this.spans.part("instagram request", Map.of("endpoint", endpoint.tag()), measured(endpoint, request),
				RequestTimings::outcome);
	}

	private <T> Mono<Answer<T>> measured(Endpoint endpoint, Mono<Answer<T>> request) {
		return Mono.defer(() -> {
			Timer.Sample sample = Timer.start(this.meters);
			return request.doOnNext((answer) -> sample.stop(timer(endpoint, outcome(answer))))
				.doOnError((error) -> sample.stop(timer(endpoint, "error")))
				.doOnCancel(() -> sample.stop(timer(endpoint, "cancelled")));
		});
	}

	private Timer timer(Endpoint endpoint, String outcome) {
		return Timer.builder("followsync.instagram.request.duration")
			.tag("call", endpoint.tag())
			.tag("outcome", outcome)
			.serviceLevelObjectives(BOUNDS)
			.register(this.meters);
	}

	private static String outcome(Answer<?> answer) {
		return switch (answer) {
			case Answer.Delivered<?> delivered -> DELIVERED;
			case Answer.Failed<?> failed -> failed.failure().word();
		};
	}

}
