package io.followsync.gateway.queue;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param maxQueued how many queued jobs are enough; submissions beyond are refused
 * @param claimTimeout how long after its announcement a job may stay unclaimed before the
 * dispatcher announces it again
 */
@ConfigurationProperties("followsync.queue")
public record QueueProperties(@DefaultValue("10000") int maxQueued, @DefaultValue("5s") Duration claimTimeout) {
}
