package io.followsync.worker.tracing;

import io.followsync.telemetry.ExportedSpans;
import io.followsync.telemetry.TraceStarts;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
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

		@Bean
		SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
			return SpanExporters.of(exporters.orderedStream().map(ExportedSpans::new).toList());
		}

		@Bean
		Sampler traceStarts(@Value("${management.tracing.sampling.probability}") double share) {
			return TraceStarts.sampling(share);
		}

		// Nobody calls this service but Prometheus and probes.
		@Bean
		ObservationPredicate callsAreNoTraces() {
			return (name, context) -> !(context instanceof ServerRequestObservationContext);
		}

	}

}
