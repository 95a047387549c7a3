package io.followsync.worker.budget;

import java.time.Duration;

/**
 * Whether a request may be made.
 */
public sealed interface Grant {

	/** Now, and once. */
	record Granted() implements Grant {
	}

	/**
	 * Not now.
	 *
	 * @param next until one token is there
	 * @param perToken how long each further one takes
	 * @param burst how many there can be
	 */
	record Short(Duration next, Duration perToken, int burst) implements Grant {

		/** Until so many tokens are there, or as many as there can be. */
		public Duration until(long tokens) {
			return this.next.plus(this.perToken.multipliedBy(Math.max(0, Math.min(tokens, this.burst) - 1)));
		}

	}

}
