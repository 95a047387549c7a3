package io.followsync.runtime.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The times of jobs on which gateways and workers must agree.
 *
 * @param retention how long everything of an ended job stays
 * @param claimTimeout when a dispatched job that nobody claimed is dispatched again; from
 * then on after twice as long each time, up to an hour
 */
@ConfigurationProperties("followsync.jobs")
public record JobTimes(@DefaultValue("300s") Duration retention, @DefaultValue("30s") Duration claimTimeout) {

	public JobTimes {
		if (!retention.isPositive() || !claimTimeout.isPositive()) {
			throw new IllegalArgumentException("followsync.jobs: every time must be positive");
		}
	}

}
