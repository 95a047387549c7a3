package io.followsync.gateway.tracing;

import io.followsync.telemetry.ExportedSpans;
import io.followsync.telemetry.TraceStarts;
import io.micrometer.observation.ObservationPredicate;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** While something is traced. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
@EnableConfigurationProperties(TracingProperties.class)
class TracingConfiguration {

	@Bean
	SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
		return SpanExporters.of(exporters.orderedStream().map(ExportedSpans::new).toList());
	}

	@Bean
	Sampler traceStarts(@Value("${management.tracing.sampling.probability}") double share) {
		return TraceStarts.sampling(share);
	}

	// Prometheus and probes call all the time.
	@Bean
	ObservationPredicate onlyCallsOfTheApi() {
		return (name, context) -> !(context instanceof ServerRequestObservationContext call && call.getCarrier() != null
				&& call.getCarrier().getPath().value().startsWith("/actuator"));
	}

}
