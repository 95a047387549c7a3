package io.followsync.gateway.tracing;

import java.util.Optional;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;

import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** The trace id of a call. */
public final class TraceIds {

	private TraceIds() {
	}

	/** Empty while nothing is traced. */
	public static Optional<String> of(ServerWebExchange call) {
		return ServerRequestObservationContext.findCurrent(call.getAttributes())
			.map((context) -> (TracingContext) context.get(TracingContext.class))
			.map(TracingContext::getSpan)
			.map((span) -> span.context().traceId());
	}

}
