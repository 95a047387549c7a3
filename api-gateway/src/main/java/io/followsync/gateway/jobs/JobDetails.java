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
public record JobDetails(JobKind kind, SourceKind source, JobNow now, ListEvidence followers, ListEvidence following,
		@Nullable DataExport dataExport, @Nullable Budget budget, @Nullable ResultFigures result, Times times) {

	/**
	 * The export that is read.
	 *
	 * @param allTime whether its owner says that it covers all time
	 * @param ignoredFiles the uploaded files that were not needed
	 */
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
	 * The times of a job.
	 *
	 * @param asOf when this was read, by the same clock as the other times
	 * @param removedAt when all its data is removed
	 */
	public record Times(Instant asOf, Instant createdAt, Instant queuedAt, @Nullable Instant startedAt,
			@Nullable Instant endedAt, @Nullable Instant removedAt) {
	}

}
