package io.followsync.gateway.queue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param maxQueued how many queued jobs are enough; submissions beyond are refused
 */
@ConfigurationProperties("followsync.queue")
public record QueueProperties(@DefaultValue("10000") int maxQueued) {
}
