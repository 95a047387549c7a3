package io.followsync.gateway.streaming;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How progress is streamed.
 *
 * @param refresh how often the states of all watched jobs are read again
 * @param heartbeat how often a comment is sent, by which a dead client shows
 * @param minRetry the shortest reconnect delay sent to a client
 * @param maxRetry the longest delay; each is random between both, so that not all return
 * at once
 * @param maxStreams open at once on this replica; by default, and at most, what fits into
 * its memory
 * @param maxStreamsPerJob open at once for one job on this replica
 * @param maxStreamsPerAddress open at once of one client address on this replica
 * @param unprovenShare the part of the streams that may follow unproven jobs (imports,
 * and sessions whose owner is not yet confirmed), so that confirmed accounts always find
 * room
 * @param partitionRefresh how often the partitions of the progress topic are asked for
 */
@Validated
@ConfigurationProperties("followsync.streaming")
public record StreamingProperties(@DefaultValue("2s") Duration refresh, @DefaultValue("15s") Duration heartbeat,
		@DefaultValue("1s") Duration minRetry, @DefaultValue("5s") Duration maxRetry,
		@Nullable @Min(1) Integer maxStreams, @DefaultValue("50") @Min(1) int maxStreamsPerJob,
		@DefaultValue("200") @Min(1) int maxStreamsPerAddress,
		@DefaultValue("0.5") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") double unprovenShare,
		@DefaultValue("60s") Duration partitionRefresh) {

	public StreamingProperties {
		if (!refresh.isPositive() || !heartbeat.isPositive() || !partitionRefresh.isPositive()) {
			throw new IllegalArgumentException("followsync.streaming: every interval must be positive");
		}
		if (minRetry.isNegative() || minRetry.compareTo(maxRetry) >= 0) {
			throw new IllegalArgumentException("min-retry must be shorter than max-retry");
		}
	}

}
