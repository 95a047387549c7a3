package io.followsync.gateway.jobs;

import java.time.Instant;
import java.util.List;

import io.followsync.job.JobKind;
import io.followsync.job.SourceKind;
import org.jspecify.annotations.Nullable;

/**
 * All that an owner may see of a job.
 *
 * @param dataExport null unless the job reads one
 * @param budget null until a request was paid from one of the buckets
 * @param result null unless the job completed
 */
public record JobDetails(JobKind kind, SourceKind source, JobStates.Snapshot now, ListEvidence followers,
		ListEvidence following, @Nullable DataExport dataExport, @Nullable Budget budget,
		JobResult.@Nullable Figures result, Times times) {

	/** The export that is read, and whether its owner says that it covers all time. */
	public record DataExport(boolean allTime, List<String> ignoredFiles) {
	}

	/**
	 * The scarcest of the token buckets that the job's lane pays from: its account's
	 * bucket, or, while the owner is not confirmed, its session's bucket and the one that
	 * all such sessions share. The bucket of the whole application is left out, as it
	 * would reveal the activity of others.
	 *
	 * @param remaining whole tokens
	 * @param nextTokenAt null if at least one token is left
	 * @param tokensPerHour how fast the slowest of them refills
	 */
	public record Budget(int remaining, @Nullable Instant nextTokenAt, double tokensPerHour) {
	}

	/**
	 * The evidence for and against a list's completeness, as gathered so far.
	 *
	 * @param rows members delivered, including repetitions
	 * @param limited whether Instagram said that the list is limited
	 * @param hidden how many accounts Instagram says it hides
	 * @param dateRange whether it looks cut to a date range
	 * @param reason for the verdict, in words
	 * @param exportSign what the dates of an export say against the list; null if nothing
	 * @param deletedAccounts how many accounts of an export's list are deleted, and so
	 * not counted
	 * @param namelessEntries how many entries of an export's list name nobody, and so are
	 * not counted
	 * @param probes how many members missing from the list were checked one by one
	 */
	public record ListEvidence(long rows, long duplicates, boolean limited, long hidden, boolean dateRange,
			@Nullable String walkEnd, @Nullable Instant walkBeganAt, @Nullable Instant walkEndedAt,
			@Nullable String reason, @Nullable String exportSign, long deletedAccounts, long namelessEntries,
			int probes) {
	}

	/** The paths of a job in this API, by its capability. */
	public record Links(String self, String events, String result) {

		public static Links of(String capability) {
			String self = "/api/v1/jobs/" + capability;
			return new Links(self, self + "/events", self + "/result");
		}

	}

	/**
	 * The times of a job.
	 *
	 * @param asOf when this was read, by the same clock as the other times
	 * @param removedAt when all its data is removed
	 */
	public record Times(Instant asOf, Instant createdAt, Instant queuedAt, @Nullable Instant startedAt,
			@Nullable Instant endedAt, @Nullable Instant removedAt) {
	}

}
