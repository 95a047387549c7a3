package io.followsync.worker.source.dataexport;

import java.time.Instant;

/**
 * Which members of a list could be missing from the other one only because a date range
 * cut it: those whose relation began before the other list does.
 *
 * @param undated and those who do not say when it began
 */
record Doubt(Instant before, boolean undated) {

	static final Doubt NOBODY = new Doubt(Instant.MIN, false);

	/** As when the other list is empty. */
	static final Doubt EVERYBODY = new Doubt(Instant.MAX, true);

}
