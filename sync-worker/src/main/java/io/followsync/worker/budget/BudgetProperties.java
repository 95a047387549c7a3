package io.followsync.worker.budget;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests Instagram sees of us. The defaults keep every hour of an account
 * below 200: with a burst of 10 and a refill of 186 an hour, a window of an hour and a
 * minute holds at most 10 + 186 x 61 / 60 = 199.1.
 *
 * @param account of one confirmed account
 * @param unconfirmed of all sessions together whose owner is not confirmed
 * @param pace the pause between two requests of one job
 */
@Validated
@ConfigurationProperties("followsync.budget")
public record BudgetProperties(@Valid @DefaultValue Limit account, @Valid @DefaultValue Shared unconfirmed,
		@Valid @DefaultValue Pace pace) {

	/**
	 * One bucket.
	 *
	 * @param burst what it holds when full
	 * @param perHour how many tokens an hour brings
	 */
	public record Limit(@DefaultValue("10") @Min(1) int burst, @DefaultValue("186") @Min(1) int perHour) {
	}

	/**
	 * The shared bucket.
	 *
	 * @param burst what it holds when full
	 * @param perHour how many tokens an hour brings
	 */
	public record Shared(@DefaultValue("60") @Min(1) int burst, @DefaultValue("3600") @Min(1) int perHour) {
	}

	/**
	 * Human-like pauses, drawn evenly from between the two.
	 */
	public record Pace(@DefaultValue("1s") Duration shortest, @DefaultValue("3s") Duration longest) {

		public Pace {
			if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
				throw new IllegalArgumentException("the longest pause is shorter than the shortest");
			}
		}

	}

}
