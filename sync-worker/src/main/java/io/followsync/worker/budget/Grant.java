package io.followsync.worker.budget;

import java.time.Duration;

/**
 * Whether a request may be made.
 */
public sealed interface Grant {

	/** Now, and once. */
	record Granted() implements Grant {
	}

	/** Not before the pause is over that Instagram asked the lane to make. */
	record CoolingDown() implements Grant {
	}

	/**
	 * Not now.
	 *
	 * @param next the time until one token is available
	 * @param perToken the time that each further token takes
	 * @param burst the most tokens that there can be
	 */
	record Insufficient(Duration next, Duration perToken, int burst) implements Grant {

		/** The time until this many tokens, or the most possible, are available. */
		public Duration until(long tokens) {
			return this.next.plus(this.perToken.multipliedBy(Math.max(0, Math.min(tokens, this.burst) - 1)));
		}

	}

}
