package io.followsync.stack.process;

import java.time.Duration;

/**
 * How often a part is restarted.
 *
 * @param firstPause before the first restart; doubled before each further one
 * @param maxFailures in a row, after which the part is not restarted any more
 * @param stableAfter a part that ran for this long starts a new row of failures
 */
public record RestartPolicy(Duration firstPause, Duration maxPause, int maxFailures, Duration stableAfter) {

	/** Pauses of 1, 2, 4 and 8 s; the fifth failure in a row is the last. */
	public static RestartPolicy usual() {
		return new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 5, Duration.ofMinutes(1));
	}

	/** The pause after that many failures in a row, from 1. */
	Duration pauseAfter(int failures) {
		Duration pause = this.firstPause;
		for (int failure = 1; failure < failures && pause.compareTo(this.maxPause) < 0; failure++) {
			pause = pause.multipliedBy(2);
		}
		return (pause.compareTo(this.maxPause) < 0) ? pause : this.maxPause;
	}

	boolean givesUpAfter(int failures) {
		return failures >= this.maxFailures;
	}

	boolean isStable(Duration ran) {
		return ran.compareTo(this.stableAfter) >= 0;
	}

}
