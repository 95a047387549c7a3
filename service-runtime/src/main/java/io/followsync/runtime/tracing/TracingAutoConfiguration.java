package io.followsync.runtime.tracing;

import io.micrometer.observation.ObservationPredicate;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;

/** Determines where traces start and what is exported of them, if tracing is on. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
@EnableConfigurationProperties(TracingProperties.class)
class TracingAutoConfiguration {

	@Bean
	SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
		return SpanExporters.of(exporters.orderedStream().map(ExportedSpans::new).toList());
	}

	@Bean
	Sampler traceStarts(@Value("${management.tracing.sampling.probability}") double share) {
		return TraceStarts.sampling(share);
	}

	@Bean
	ObservationPredicate sendsOfTraces() {
		return new SendsOfTraces();
	}

}
