package io.followsync.worker.policy;

import java.time.Duration;
import java.util.stream.Stream;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How patient the engine is with a failing source. The pauses of a lane double each time;
 * their order (throttle below action block) and size follow the most careful of the
 * recorded clients.
 *
 * @param attempts immediate attempts at one request before the job is parked
 * @param backoff pause before the second attempt; doubles
 * @param retries times a job is parked for transient failures before it fails
 * @param retryAfter the first such wait; doubles
 * @param maxRetryAfter the longest such wait
 * @param throttled the first pause of a lane that is asked to wait
 * @param maxThrottled the longest such pause
 * @param person the first pause of a lane that waits for a person
 */
@Validated
@ConfigurationProperties("followsync.failures")
public record FailureProperties(@DefaultValue("4") @Min(1) int attempts, @DefaultValue("500ms") Duration backoff,
		@DefaultValue("8") @Min(0) int retries, @DefaultValue("15s") Duration retryAfter,
		@DefaultValue("15m") Duration maxRetryAfter, @DefaultValue("15m") Duration throttled,
		@DefaultValue("24h") Duration maxThrottled, @DefaultValue("12h") Duration person) {

	public FailureProperties {
		if (!Stream.of(backoff, retryAfter, maxRetryAfter, throttled, maxThrottled, person)
			.allMatch(Duration::isPositive)) {
			throw new IllegalArgumentException("followsync.failures: every time must be positive");
		}
	}

}
