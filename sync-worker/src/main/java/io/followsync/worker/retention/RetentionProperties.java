package io.followsync.worker.retention;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what has ended is swept out.
 *
 * @param interval how often what has ended is swept out
 */
@ConfigurationProperties("followsync.retention")
record RetentionProperties(@DefaultValue("5s") Duration interval) {

	RetentionProperties {
		if (!interval.isPositive()) {
			throw new IllegalArgumentException("followsync.retention: interval must be positive");
		}
	}

}
