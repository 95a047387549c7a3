package io.followsync.gateway.operations;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The metrics of the whole fleet.
 *
 * @param interval how often jobs are counted for the metrics
 */
@ConfigurationProperties("followsync.fleet")
record FleetMetricsProperties(@DefaultValue("10s") Duration interval) {

	FleetMetricsProperties {
		if (!interval.isPositive()) {
			throw new IllegalArgumentException("followsync.fleet.interval must be positive");
		}
	}

}
