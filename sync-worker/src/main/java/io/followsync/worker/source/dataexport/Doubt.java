package io.followsync.worker.source.dataexport;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which members of a list could be missing from the other one only because a date range
 * cut it.
 */
@FunctionalInterface
interface Doubt {

	Doubt NOBODY = (since) -> false;

	/** As when the other list is empty. */
	Doubt EVERYBODY = (since) -> true;

	/**
	 * About those whose relation began before the other list does or after it ends, and
	 * those who do not say when it began.
	 */
	static Doubt outside(Instant oldest, Instant newest) {
		return (since) -> since == null || since.isBefore(oldest) || since.isAfter(newest);
	}

	/**
	 * @param since when the relation began; null if the entry does not say
	 */
	boolean isAbout(@Nullable Instant since);

}
