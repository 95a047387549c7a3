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

	/** While something is traced. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
	static class On {

		@Bean
		Spans spans(ObservationRegistry observations) {
			return new Spans(observations);
		}

		// Nobody calls this service but Prometheus and probes.
		@Bean
		ObservationPredicate callsAreNoTraces() {
			return (name, context) -> !(context instanceof ServerRequestObservationContext);
		}

	}

}
