package io.followsync.gateway.fleet;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param interval how often jobs are counted for the metrics
 */
@ConfigurationProperties("followsync.census")
record FleetMetricsProperties(@DefaultValue("10s") Duration interval) {

	FleetMetricsProperties {
		if (!interval.isPositive()) {
			throw new IllegalArgumentException("followsync.census.interval must be positive");
		}
	}

}
