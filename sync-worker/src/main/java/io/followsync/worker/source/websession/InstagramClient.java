package io.followsync.worker.source.websession;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.LongStream;

import io.followsync.runtime.logging.Failures;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceFailure.Malformed;
import io.followsync.worker.source.SourceFailure.Transient;
import io.followsync.worker.source.websession.InstagramRequest.Endpoint;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.handler.codec.CodecException;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Sends requests to Instagram and returns the answer to each: what was requested, or the
 * kind of failure. All sessions of a worker share it. Transport errors are described by
 * {@link Failures}, because the HTTP library's messages contain the paths of requests.
 * <p>
 * Each request has a span, and counts in the timer
 * {@code followsync.instagram.request.duration}, by call and outcome. No tag holds an id.
 * The tag is not called {@code endpoint}, because the Prometheus operator gives every
 * target a label of that name.
 */
final class InstagramClient {

	private static final Duration[] TIMER_BOUNDS = LongStream.of(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000)
		.mapToObj(Duration::ofMillis)
		.toArray(Duration[]::new);

	private static final String DELIVERED = "delivered";

	private final WebSessionConfiguration.Properties properties;

	private final WebClient http;

	private final MeterRegistry meters;

	private final Spans spans;

	private final int maxBytes;

	InstagramClient(WebSessionConfiguration.Properties properties, WebClient http, MeterRegistry meters, Spans spans) {
		this.properties = properties;
		this.http = http;
		this.meters = meters;
		this.spans = spans;
		this.maxBytes = (int) properties.maxBytes().toBytes();
		for (Endpoint endpoint : Endpoint.values()) {
			timer(endpoint, DELIVERED);
		}
	}

	WebSessionConfiguration.Properties properties() {
		return this.properties;
	}

	/**
	 * Sends a request once and never repeats it, because each costs a token. Reads a
	 * response of bounded size in bounded time.
	 * @param parser reads the body of a response that is no failure
	 */
	<T> Mono<Answer<T>> get(InstagramRequest request, SessionHeaders session, Function<byte[], T> parser) {
		Mono<Answer<T>> answer = exchange(request, session).map((response) -> read(request, response, parser));
		return this.spans.part("instagram request", Map.of("endpoint", request.endpoint().tag()),
				timed(request.endpoint(), answer), InstagramClient::outcome);
	}

	private Mono<Answer<InstagramResponse>> exchange(InstagramRequest request, SessionHeaders session) {
		return this.http.get()
			.uri(request.address())
			.headers((headers) -> session.addTo(headers, request.endpoint()))
			.exchangeToMono(this::body)
			// The HTTP client's own timeout restarts with every byte.
			.timeout(this.properties.responseTimeout())
			.doOnNext((response) -> session.rememberClaim(response.headers()))
			.<Answer<InstagramResponse>>map(Answer.Delivered::new)
			.onErrorResume((error) -> Mono.justOrEmpty(transportFailure(error))
				.<Answer<InstagramResponse>>map(Answer.Failed::new)
				.switchIfEmpty(Mono.error(error)));
	}

	private static <T> Answer<T> read(InstagramRequest request, Answer<InstagramResponse> answer,
			Function<byte[], T> parser) {
		return switch (answer) {
			case Answer.Failed<InstagramResponse>(SourceFailure failure) -> new Answer.Failed<>(failure);
			case Answer.Delivered<InstagramResponse>(InstagramResponse response) -> read(request, response, parser);
		};
	}

	// A page is parsed once; what is no page is read again, to find out why.
	private static <T> Answer<T> read(InstagramRequest request, InstagramResponse response,
			Function<byte[], T> parser) {
		boolean mayBePage = request.endpoint().isList() && response.isSuccess();
		Optional<Answer<T>> page = mayBePage ? AnswerParser.parsePage(response, parser) : Optional.empty();
		return page.orElseGet(() -> FailureClassifier.classify(request, response)
			.<Answer<T>>map(Answer.Failed::new)
			.orElseGet(() -> AnswerParser.parse(response, parser)));
	}

	private Mono<InstagramResponse> body(ClientResponse response) {
		int status = response.statusCode().value();
		HttpHeaders headers = response.headers().asHttpHeaders();
		return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), this.maxBytes)
			.map(InstagramClient::bytes)
			.defaultIfEmpty(new byte[0])
			.map((body) -> new InstagramResponse(status, headers, body));
	}

	private static byte[] bytes(DataBuffer buffer) {
		try {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			return bytes;
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private Optional<SourceFailure> transportFailure(Throwable error) {
		boolean requestFailed = error instanceof WebClientRequestException;
		Throwable cause = (requestFailed && error.getCause() != null) ? error.getCause() : error;
		return switch (cause) {
			case DataBufferLimitException ex -> Optional.of(new Malformed("more than " + this.maxBytes + " bytes"));
			case TimeoutException ex -> Optional.of(new Transient("no answer in time"));
			case ReadTimeoutException ex -> Optional.of(new Transient("no answer in time"));
			case IOException ex -> Optional.of(new Transient("connection failed: " + Failures.describe(ex)));
			case CodecException ex -> Optional.of(new Transient("broken body"));
			default -> requestFailed ? Optional.of(new Transient("request failed: " + Failures.describe(cause)))
					: Optional.empty();
		};
	}

	private <T> Mono<Answer<T>> timed(Endpoint endpoint, Mono<Answer<T>> request) {
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
			.serviceLevelObjectives(TIMER_BOUNDS)
			.register(this.meters);
	}

	private static String outcome(Answer<?> answer) {
		return switch (answer) {
			case Answer.Delivered<?> delivered -> DELIVERED;
			case Answer.Failed<?> failed -> failed.failure().word();
		};
	}

}
