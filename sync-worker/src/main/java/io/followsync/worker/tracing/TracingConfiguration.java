package io.followsync.worker.tracing;

import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

	@Bean
	@ConditionalOnBooleanProperty(name = "management.opentelemetry.enabled", havingValue = false)
	Spans noSpans() {
		return Spans.NONE;
	}

	/** Applies while tracing is enabled. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
	static class On {

		@Bean
		Spans spans(ObservationRegistry observations) {
			return new Spans(observations);
		}

		// Only Prometheus and health probes call this service.
		@Bean
		ObservationPredicate callsAreNoTraces() {
			return (name, context) -> !(context instanceof ServerRequestObservationContext);
		}

	}

}
