package io.followsync.gateway.jobs;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long jobs are kept.
 *
 * @param ended after the end of a job, everything of it
 */
@ConfigurationProperties("followsync.retention")
public record JobsProperties(@DefaultValue("300s") Duration ended) {
}
