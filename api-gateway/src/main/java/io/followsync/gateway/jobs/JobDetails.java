package io.followsync.gateway.jobs;

import java.time.Instant;

import io.followsync.job.JobKind;
import io.followsync.job.SourceKind;
import org.jspecify.annotations.Nullable;

/**
 * All that an owner may see of a job.
 *
 * @param budget null until a request was paid from it
 * @param result null unless the job completed
 */
public record JobDetails(JobKind kind, SourceKind source, JobNow now, ListEvidence followers, ListEvidence following,
		@Nullable Budget budget, @Nullable ResultFigures result, Times times) {

	/**
	 * The token bucket that pays for the job's requests: of its account, or the one that
	 * all sessions share whose owner is not confirmed.
	 *
	 * @param remaining whole tokens
	 * @param nextTokenAt null when there is a token
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
