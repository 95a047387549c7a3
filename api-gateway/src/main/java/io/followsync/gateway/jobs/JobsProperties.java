package io.followsync.gateway.jobs;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The times of jobs that both services must agree on.
 *
 * @param retention how long everything of an ended job stays
 */
@ConfigurationProperties("followsync.jobs")
public record JobsProperties(@DefaultValue("300s") Duration retention) {
}
