package io.followsync.worker.budget;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests Instagram sees of us. Bounds that do not keep what they promise are
 * refused at the start; {@code docs/budget.md} argues the defaults.
 *
 * @param account of one confirmed account
 * @param unconfirmed of all sessions together whose owner is not confirmed
 * @param application of all jobs of all replicas together
 * @param pace the pause between two requests of one job
 */
@Validated
@ConfigurationProperties("followsync.budget")
public record BudgetProperties(@Valid @DefaultValue Account account, @Valid @DefaultValue Shared unconfirmed,
		@Valid @DefaultValue Application application, @Valid @DefaultValue Pace pace) {

	/** The longest time to wait for a statement about tokens. */
	public static final Duration MAX_STATEMENT = Duration.ofSeconds(10);

	/**
	 * The longest time that a request may take; a slower one could arrive later than the
	 * limits allow for.
	 */
	public static final Duration MAX_REQUEST = Duration.ofSeconds(30);

	/**
	 * The longest time from taking a request's token to the arrival of the request: three
	 * statements, one after the other, and the request itself. A token of a
	 * {@link TokenReserve} is younger: it is kept for a shorter time than the statements
	 * may take, and no statement follows it.
	 */
	private static final Duration MAX_WAY = MAX_STATEMENT.multipliedBy(3).plus(MAX_REQUEST);

	private static final Duration HOUR = Duration.ofHours(1);

	public BudgetProperties {
		require(unconfirmed.burst() <= application.burst() / 2 && unconfirmed.perHour() <= application.perHour() / 2,
				"sessions that are not confirmed may have at most half of the application's tokens, or false ones "
						+ "could use them up: lower unconfirmed.burst and unconfirmed.per-hour, or raise application's");
	}

	public sealed interface Bucket {

		int burst();

		int perHour();

	}

	/**
	 * @param limit of requests that arrive in any hour
	 * @param burst how many tokens it holds when full
	 * @param perHour how many tokens an hour brings
	 */
	public record Account(@DefaultValue("200") @Min(2) int limit, @DefaultValue("10") @Min(1) int burst,
			@DefaultValue("186") @Min(1) int perHour) implements Bucket {

		public Account {
			requireWithin("account", limit, burst, perHour, MAX_WAY);
		}
	}

	/**
	 * @param burst how many tokens it holds when full
	 * @param perHour how many tokens an hour brings
	 */
	public record Shared(@DefaultValue("60") @Min(1) int burst,
			@DefaultValue("3600") @Min(1) int perHour) implements Bucket {
	}

	/**
	 * @param limit of requests that arrive in any hour
	 * @param burst how many tokens it holds when full
	 * @param perHour how many tokens an hour brings
	 * @param batch how many tokens a replica leases at once, at most
	 * @param keep how long a replica may spend leased tokens; later they are discarded
	 */
	public record Application(@DefaultValue("36000") @Min(2) int limit, @DefaultValue("300") @Min(1) int burst,
			@DefaultValue("34800") @Min(1) int perHour, @DefaultValue("20") @Min(1) int batch,
			@DefaultValue("30s") Duration keep) implements Bucket {

		public Application {
			require(batch <= burst, "application.batch is more than its bucket ever holds, application.burst");
			require(keep.compareTo(Duration.ofSeconds(1)) >= 0, "application.keep is at least a second");
			requireWithin("application", limit, burst, perHour, keep.plus(MAX_WAY));
		}

	}

	/**
	 * Human-like pauses, drawn evenly from between the two.
	 *
	 * @param min between two requests of one job
	 * @param max between two requests of one job
	 */
	public record Pace(@DefaultValue("1s") Duration min, @DefaultValue("3s") Duration max) {

		public Pace {
			require(!min.isNegative() && max.compareTo(min) >= 0, "pace.max is shorter than pace.min");
		}

	}

	// Requests that arrive within an hour were paid for in that hour or at most
	// oldestToken before it.
	private static void requireWithin(String bucket, int limit, int burst, int perHour, Duration oldestToken) {
		double most = burst + perHour * (1 + (double) oldestToken.toMillis() / HOUR.toMillis());
		require(most <= limit,
				"%1$s.burst and %1$s.per-hour let up to %2$.1f requests arrive in one hour, more than %1$s.limit, %3$d"
					.formatted(bucket, most, limit));
	}

	private static void require(boolean holds, String rule) {
		if (!holds) {
			throw new IllegalArgumentException("followsync.budget: " + rule);
		}
	}

}
