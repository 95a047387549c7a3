package io.followsync.gateway.jobs;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What speaks for or against a list being whole, as gathered so far.
 *
 * @param rows members delivered, repeated ones included
 * @param duplicates of these, how many were repetitions
 * @param limited whether Instagram said that it shows a limited list
 * @param hidden accounts that Instagram says it hides
 * @param dateRange whether an export covers a date range only
 * @param walkEnd how the walk over the pages ended
 * @param reason the verdict's, in words
 * @param probes members whom the list does not show and who were asked about one by one
 */
public record ListEvidence(long rows, long duplicates, boolean limited, long hidden, boolean dateRange,
		@Nullable String walkEnd, @Nullable Instant walkBeganAt, @Nullable Instant walkEndedAt, @Nullable String reason,
		int probes) {
}
