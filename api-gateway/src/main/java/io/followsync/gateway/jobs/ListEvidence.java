package io.followsync.gateway.jobs;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The evidence for and against a list's completeness, as gathered so far.
 *
 * @param rows members delivered, including repetitions
 * @param duplicates how many of the rows were repetitions
 * @param limited whether Instagram said that the list is limited
 * @param hidden how many accounts Instagram says it hides
 * @param dateRange whether it looks cut to a date range
 * @param walkEnd how the walk over the pages ended
 * @param reason for the verdict, in words
 * @param exportSign what the dates of an export say against the list; null if nothing
 * @param deletedAccounts how many accounts of an export's list are deleted, and so not
 * counted
 * @param namelessEntries how many entries of an export's list name nobody, and so are not
 * counted
 * @param probes how many members missing from the list were checked one by one
 */
public record ListEvidence(long rows, long duplicates, boolean limited, long hidden, boolean dateRange,
		@Nullable String walkEnd, @Nullable Instant walkBeganAt, @Nullable Instant walkEndedAt, @Nullable String reason,
		@Nullable String exportSign, long deletedAccounts, long namelessEntries, int probes) {
}
