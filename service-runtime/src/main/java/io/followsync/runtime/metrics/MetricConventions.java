package io.followsync.runtime.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/**
 * Keeps metrics to Prometheus' conventions. Each of ours has a description. Metrics of
 * libraries whose names break the conventions (an abbreviated unit, a "count" that is not
 * a counter) are left out.
 */
final class MetricConventions implements MeterFilter {

	private static final Pattern UNCONVENTIONAL = Pattern
		.compile("kafka\\..*\\.(ns|ms)(\\..*)?|kafka\\..*\\.count|jvm\\.compilation\\.time|process\\.cpu\\.time"
				+ "|system\\.cpu\\.count");

	private static final String UNDESCRIBED = "Reported by a library";

	private final Properties descriptions = new Properties();

	MetricConventions() {
		try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("metrics.properties"));
				Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
			this.descriptions.load(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public MeterFilterReply accept(Meter.Id id) {
		return UNCONVENTIONAL.matcher(id.getName()).matches() ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		String description = this.descriptions.getProperty(id.getName(), id.getDescription());
		return new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(),
				(description == null || description.isBlank()) ? UNDESCRIBED : description, id.getType());
	}

}
