package io.followsync.worker.source.dataexport;

import java.time.Instant;

/**
 * Which members of a list could be missing from the other one only because a date range
 * cut it.
 */
sealed interface Doubt {

	/** None. */
	record Nobody() implements Doubt {
	}

	/** All, as when the other list is empty. */
	record Everybody() implements Doubt {
	}

	/**
	 * Those whose relation began before the other list does.
	 *
	 * @param orUndated and those who do not say when it began
	 */
	record Older(Instant than, boolean orUndated) implements Doubt {
	}

}
