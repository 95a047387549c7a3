package io.followsync.gateway.capacity;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much this replica holds at once.
 *
 * @param maxConnections open at once on this replica; by default, and at most, what fits
 * into its memory
 * @param writeTimeout how long a client may read nothing of what is waiting for it before
 * its connection is closed
 */
@Validated
@ConfigurationProperties("followsync.capacity")
record CapacityProperties(@Nullable @Min(1) Integer maxConnections, @DefaultValue("30s") Duration writeTimeout) {

	CapacityProperties {
		if (!writeTimeout.isPositive()) {
			throw new IllegalArgumentException("followsync.capacity.write-timeout must be positive");
		}
	}

}
