package io.followsync.gateway.tracing;

import io.micrometer.observation.ObservationPredicate;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Active only while tracing is on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
class TracingConfiguration {

	// Calls by Prometheus and probes are not traced: they never stop.
	@Bean
	ObservationPredicate onlyCallsOfTheApi() {
		return (name, context) -> !(context instanceof ServerRequestObservationContext call && call.getCarrier() != null
				&& call.getCarrier().getPath().value().startsWith("/actuator"));
	}

}
