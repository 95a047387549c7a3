package io.followsync.worker.budget;

import java.time.Duration;

import io.followsync.job.Lane;
import reactor.core.publisher.Mono;

/**
 * The request budgets. Every request is paid from the application's bucket and from its
 * lane's. A confirmed account has a bucket of its own. A session whose owner is not
 * confirmed has one, too, and shares another with all sessions like it, so that false
 * sessions use up nobody else's tokens.
 */
public interface Budget {

	/**
	 * Pays for a request that follows at once. Atomic across replicas. What was paid is
	 * not refunded, whatever becomes of the request; where tokens are missing, or the
	 * lane cools down, nothing is paid.
	 */
	default Mono<Grant> take(Lane lane) {
		return take(lane, new TokenReserve(), 1);
	}

	/**
	 * The same, but takes tokens of a confirmed account for the run's next requests, too,
	 * where they follow quickly. The reserve does not notice that the lane cools down:
	 * whoever learns of that discards it.
	 * @param reserve of this run and this lane
	 * @param wanted how many requests the run is going to make at most, this one included
	 */
	Mono<Grant> take(Lane lane, TokenReserve reserve, long wanted);

	/**
	 * Charges an account for what a session used before its answers named its owner, and
	 * makes the account pay for that session during the following day. May leave the
	 * account's bucket in debt. Nothing is charged twice.
	 */
	Mono<Void> charge(Lane session, Lane account);

	/** Whether a request may be made. */
	sealed interface Grant {

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

}
