package io.followsync.runtime.observation;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Turns tracing on with one setting, {@code followsync.tracing.endpoint}. Without it
 * tracing is not configured at all and adds no cost to calls and statements.
 */
class TracingSwitch implements EnvironmentPostProcessor, Ordered {

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
