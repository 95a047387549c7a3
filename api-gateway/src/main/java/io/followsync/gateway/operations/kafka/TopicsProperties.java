package io.followsync.gateway.operations.kafka;

import java.time.Duration;
import java.util.stream.Stream;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The shape of the topics where they do not exist yet; an existing topic only gains
 * partitions.
 *
 * @param replicationFactor of all three topics; 3 where there are three brokers
 * @param requestsPartitions of sync.requests: more than there will ever be workers
 * @param requestsRetention how long wake-ups are kept
 * @param progressPartitions of sync.progress
 * @param progressRetention how long states are kept
 * @param progressSegment how long a segment is filled: retention removes whole segments
 * @param deadLettersPartitions of sync.dead-letters
 * @param deadLettersRetention how long records that could not be understood are kept
 */
@Validated
@ConfigurationProperties("followsync.topics")
record TopicsProperties(@DefaultValue("1") @Min(1) short replicationFactor,
		@DefaultValue("24") @Min(1) int requestsPartitions, @DefaultValue("1d") Duration requestsRetention,
		@DefaultValue("12") @Min(1) int progressPartitions, @DefaultValue("10m") Duration progressRetention,
		@DefaultValue("5m") Duration progressSegment, @DefaultValue("3") @Min(1) int deadLettersPartitions,
		@DefaultValue("14d") Duration deadLettersRetention) {

	TopicsProperties {
		if (Stream.of(requestsRetention, progressRetention, progressSegment, deadLettersRetention)
			.anyMatch((time) -> !time.isPositive())) {
			throw new IllegalArgumentException("followsync.topics: every time must be positive");
		}
	}

}
