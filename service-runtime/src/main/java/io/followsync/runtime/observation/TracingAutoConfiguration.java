package io.followsync.runtime.observation;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** Where traces start and what is exported of them, if tracing is on. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@ConditionalOnBooleanProperty("management.opentelemetry.enabled")
@EnableConfigurationProperties(TracingAutoConfiguration.TracingProperties.class)
class TracingAutoConfiguration {

	@Bean
	SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
		return SpanExporters.of(exporters.orderedStream().map(RedactingSpanExporter::new).toList());
	}

	/**
	 * Samples this share of the traces that start here, and every span whose parent is
	 * sampled.
	 */
	@Bean
	Sampler entryPointSampler(@Value("${management.tracing.sampling.probability}") double share) {
		// The first call searches the class path for an implementation, which must not
		// happen on an event loop.
		ContextStorage.get();
		return Sampler.parentBased(new EntryPointSampler(Sampler.traceIdRatioBased(share)));
	}

	@Bean
	ObservationPredicate observedSends() {
		return TracingAutoConfiguration::isObserved;
	}

	/**
	 * Observes a send only if it has a parent. A send without one, such as the
	 * dispatcher's, starts no trace; but if it were observed, its record would name that
	 * dropped trace as its parent, and the receiver would drop its own spans, too.
	 */
	static boolean isObserved(String name, Observation.Context context) {
		return !(context instanceof SenderContext<?> send && send.getKind() == Kind.PRODUCER)
				|| context.getParentObservation() != null;
	}

	/**
	 * Describes the one setting of {@link TracingSwitch}, which reads it before there are
	 * beans.
	 *
	 * @param endpoint where spans are sent to, OTLP over HTTP, such as
	 * http://collector:4318/v1/traces; without it nothing is traced
	 */
	@ConfigurationProperties("followsync.tracing")
	record TracingProperties(@Nullable URI endpoint) {
	}

	/**
	 * Starts a trace only for an incoming call or a received record. Background work,
	 * such as polling for jobs, starts none.
	 */
	record EntryPointSampler(Sampler share) implements Sampler {

		@Override
		public SamplingResult shouldSample(Context parent, String traceId, String name, SpanKind kind,
				Attributes attributes, List<LinkData> links) {
			return (kind == SpanKind.SERVER || kind == SpanKind.CONSUMER)
					? this.share.shouldSample(parent, traceId, name, kind, attributes, links) : SamplingResult.drop();
		}

		@Override
		public String getDescription() {
			return "EntryPointSampler{" + this.share.getDescription() + "}";
		}

	}

	/**
	 * Turns tracing on with one setting, {@code followsync.tracing.endpoint}. Without it
	 * tracing is not configured at all and adds no cost to calls and statements.
	 */
	static class TracingSwitch implements EnvironmentPostProcessor, Ordered {

		private static final String BOOT = "org.springframework.boot.";

		private static final String TRACING = BOOT + "micrometer.tracing.";

		private static final Map<String, Object> OFF = Map.of("management.opentelemetry.enabled", "false",
				"management.tracing.export.enabled", "false", "spring.autoconfigure.exclude",
				String.join(",", TRACING + "autoconfigure.MicrometerTracingAutoConfiguration",
						TRACING + "opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
						TRACING + "opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
						BOOT + "opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
						BOOT + "opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
						BOOT + "r2dbc.autoconfigure.R2dbcProxyAutoConfiguration",
						BOOT + "r2dbc.autoconfigure.observation.R2dbcObservationAutoConfiguration"));

		@Override
		public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
			String endpoint = Binder.get(environment).bind("followsync.tracing.endpoint", String.class).orElse("");
			environment.getPropertySources()
				.addLast(new MapPropertySource("tracing", StringUtils.hasText(endpoint) ? on(endpoint) : OFF));
		}

		private static Map<String, Object> on(String endpoint) {
			return Map.ofEntries(Map.entry("management.opentelemetry.enabled", "true"),
					Map.entry("management.opentelemetry.tracing.export.otlp.endpoint", endpoint),
					Map.entry("management.logging.export.otlp.enabled", "false"),
					Map.entry("management.tracing.sampling.probability", "1.0"),
					// Prometheus 2.42 refuses a whole scrape because of a few exemplars.
					Map.entry("management.tracing.exemplars.include", "none"),
					Map.entry("spring.kafka.template.observation-enabled", "true"),
					Map.entry("spring.reactor.context-propagation", "auto"));
		}

		// After the configuration files are read.
		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

	}

}
