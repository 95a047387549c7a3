package io.followsync.gateway.edge;

import java.util.Optional;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;
import org.springframework.web.server.ServerWebExchange;

/** How calls are measured and traced. */
@Configuration(proxyBeanMethods = false)
class CallObservations {

	@Bean
	ServerRequestObservationConvention measuredCalls() {
		return new RefusalsAreNoFailures();
	}

	// Calls by Prometheus and probes are not traced: they never stop.
	@Bean
	@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
	ObservationPredicate onlyCallsOfTheApi() {
		return (name, context) -> !(context instanceof ServerRequestObservationContext call && call.getCarrier() != null
				&& call.getCarrier().getPath().value().startsWith("/actuator"));
	}

	/** Empty while calls are not traced. */
	static Optional<String> traceId(ServerWebExchange call) {
		return ServerRequestObservationContext.findCurrent(call.getAttributes())
			.map((context) -> (TracingContext) context.get(TracingContext.class))
			.map(TracingContext::getSpan)
			.map((span) -> span.context().traceId());
	}

	/**
	 * As Spring measures calls, except that a deliberate refusal has the outcome
	 * {@code REFUSED} whatever its status, so that a full queue does not count as a
	 * failure.
	 */
	static final class RefusalsAreNoFailures extends DefaultServerRequestObservationConvention {

		private static final KeyValue REFUSED = KeyValue.of("outcome", "REFUSED");

		@Override
		protected KeyValue outcome(ServerRequestObservationContext call) {
			return (call.getError() instanceof ApiException answer && answer.code().isDeliberateRefusal()) ? REFUSED
					: super.outcome(call);
		}

	}

}
