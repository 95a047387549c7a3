package io.followsync.simulator.request;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import io.followsync.simulator.SimulatorApplication;
import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.response.ApiResponse;
import io.followsync.simulator.response.Rejection;
import io.followsync.simulator.response.ResponseWriter;
import io.followsync.simulator.state.Event;
import io.followsync.simulator.state.StateStore;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Takes every request through the same steps. It is counted first of all, and its
 * response is in the audit before the first byte is sent.
 */
@Component
public final class RequestPipeline {

	private final StateStore store;

	private final SimulatorApplication.Properties.Hang hang;

	private final Clock clock;

	RequestPipeline(StateStore store, SimulatorApplication.Properties properties, Clock clock) {
		this.store = store;
		this.hang = properties.hang();
		this.clock = clock;
	}

	public Mono<ServerResponse> handle(ServerRequest request, ApiRequest asked, Responder responder) {
		return this.store.admit(asked.arrival(request, this.clock.instant()))
			.flatMap((admission) -> respond(request, admission, responder).delayUntil((response) -> latency(admission))
				.delayUntil((response) -> audit(admission, response))
				.flatMap((response) -> ServerResponse.ok()
					.headers((headers) -> addInstagramHeaders(headers, request, admission))
					.build((exchange, context) -> ResponseWriter.write(response, exchange.getResponse()))));
	}

	private Mono<ApiResponse> respond(ServerRequest request, StateStore.Admission admission, Responder responder) {
		String path = pathAndQuery(request);
		Rejection rejection = admission.rejection();
		if (rejection != null) {
			return Mono.just(rejection.response(path));
		}
		FaultKind fault = admission.fault();
		if (fault == null) {
			return responder.respond(admission, FaultKind.PageShape.WHOLE);
		}
		return switch (fault.effect()) {
			case FaultKind.Effect.Replacement replacement -> Mono.just(replacement.response().apply(path));
			case FaultKind.Effect.Silence ignored -> Mono.just(new ApiResponse.Silence(this.hang.closesAfter()));
			case FaultKind.Effect.Damage damage ->
				responder.respond(admission, FaultKind.PageShape.WHOLE).map(damage.damage());
			case FaultKind.Effect.OtherShape other ->
				responder.respond(admission, other.shape()).map(ApiResponse::undelivered);
			case FaultKind.Effect.Shrinking ignored -> responder.respond(admission, FaultKind.PageShape.WHOLE);
			case FaultKind.Effect.LoggingOut ignored -> Mono.just(Rejection.LOGGED_OUT.response(path));
		};
	}

	private Mono<Long> latency(StateStore.Admission admission) {
		Duration latency = this.store.population(admission.target())
			.or(() -> this.store.population(admission.viewer()))
			.map((population) -> population.spec().latency())
			.orElse(Duration.ZERO);
		return latency.isZero() ? Mono.empty() : Mono.delay(latency, Schedulers.parallel());
	}

	private Mono<Void> audit(StateStore.Admission admission, ApiResponse response) {
		Long trail = admission.trail();
		return (trail == null) ? Mono.empty() : this.store
			.record(new Event.RequestAnswered(trail, admission.number(), response.status(), response.delivery()));
	}

	private static void addInstagramHeaders(HttpHeaders headers, ServerRequest request,
			StateStore.Admission admission) {
		headers.set("x-ig-capacity-level", "3");
		headers.set("x-ig-peak-time", "0");
		if (admission.rejection() == null) {
			headers.set("x-ig-set-www-claim", "hmac.simulated-" + admission.viewer());
			headers.add(HttpHeaders.SET_COOKIE,
					"rur=\"NHA\\054" + admission.viewer() + "\\0541790000000:01f7\"; Path=/; Secure; HttpOnly");
			String token = ApiRequest.cookie(request, "csrftoken");
			if (!token.isEmpty()) {
				headers.add(HttpHeaders.SET_COOKIE, "csrftoken=" + token + "; Path=/; Secure");
			}
		}
	}

	private static String pathAndQuery(ServerRequest request) {
		URI uri = request.uri();
		return (uri.getRawQuery() != null) ? uri.getRawPath() + "?" + uri.getRawQuery() : uri.getRawPath();
	}

	@FunctionalInterface
	public interface Responder {

		/** Lists give their page that shape, endpoints without pages ignore it. */
		Mono<ApiResponse> respond(StateStore.Admission admission, FaultKind.PageShape shape);

	}

}
