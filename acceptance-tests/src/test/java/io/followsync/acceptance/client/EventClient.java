package io.followsync.acceptance.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import reactor.core.publisher.Flux;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/** Acts as a browser's EventSource for one job: it remembers the id of the last event. */
public final class EventClient {

	private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT = new ParameterizedTypeReference<>() {
	};

	// Longer than any job of the tests is watched.
	private static final Duration MAX_WATCH = Duration.ofMinutes(5);

	private final Http http;

	private final String path;

	private String lastEventId = "";

	EventClient(Http http, String path) {
		this.http = http;
		this.path = path;
	}

	public EventClient after(String eventId) {
		this.lastEventId = eventId;
		return this;
	}

	/** The id sent on reconnecting; empty before the first event. */
	public String lastEventId() {
		return this.lastEventId;
	}

	/** The status of the answer, which must have an end. */
	public int status() {
		return Objects
			.requireNonNull(
					connection().exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode()))
						.block(Http.IN_TIME))
			.value();
	}

	/**
	 * Connects, resumes after the last event seen, and hangs up after the first event
	 * that matches. If the connection breaks or ends earlier, returns what it delivered.
	 */
	public List<Event> watchUntil(Predicate<Event> enough) {
		List<Event> seen = new ArrayList<>();
		connection()
			.exchangeToFlux((response) -> response.statusCode().equals(HttpStatus.OK) ? response.bodyToFlux(EVENT)
					: response.releaseBody().thenMany(Flux.empty()))
			.filter((event) -> event.data() != null)
			.map(Event::of)
			.doOnNext((event) -> {
				seen.add(event);
				this.lastEventId = event.id();
			})
			.takeUntil(enough)
			.onErrorComplete(Http::isNoAnswer)
			.blockLast(MAX_WATCH);
		return seen;
	}

	private RequestHeadersSpec<?> connection() {
		RequestHeadersSpec<?> request = this.http.request(HttpMethod.GET, this.path)
			.accept(MediaType.TEXT_EVENT_STREAM);
		return this.lastEventId.isEmpty() ? request : request.header("Last-Event-ID", this.lastEventId);
	}

}
