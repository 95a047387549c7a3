package io.followsync.gateway.jobs;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The times of jobs that both services must agree on.
 *
 * @param retention how long everything of an ended job stays
 * @param claimTimeout how long after its announcement a job may stay unclaimed before the
 * dispatcher announces it again
 */
@ConfigurationProperties("followsync.jobs")
public record JobsProperties(@DefaultValue("300s") Duration retention, @DefaultValue("30s") Duration claimTimeout) {

	public JobsProperties {
		if (!retention.isPositive() || !claimTimeout.isPositive()) {
			throw new IllegalArgumentException("followsync.jobs: every time must be positive");
		}
	}

}
