package io.followsync.gateway.jobs;

import java.time.Instant;

import io.followsync.job.JobKind;
import io.followsync.job.SourceKind;
import org.jspecify.annotations.Nullable;

/**
 * All that an owner may see of a job.
 *
 * @param budget null until the job's lane has made a request
 * @param result null unless the job completed
 */
public record JobDetails(JobKind kind, SourceKind source, JobNow now, ListEvidence followers, ListEvidence following,
		@Nullable Budget budget, @Nullable ResultFigures result, Times times) {

	/**
	 * The token bucket of the job's lane.
	 *
	 * @param remaining whole tokens
	 * @param nextTokenAt when the job's wait for tokens ends; null when there is a token,
	 * or when the job does not wait for one
	 */
	public record Budget(int remaining, @Nullable Instant nextTokenAt) {
	}

	/**
	 * The stations of a job.
	 *
	 * @param removedAt when everything of it goes
	 */
	public record Times(Instant createdAt, Instant queuedAt, @Nullable Instant startedAt, @Nullable Instant endedAt,
			@Nullable Instant removedAt) {
	}

}
