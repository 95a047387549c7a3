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
	 * The scarcest of the token buckets that the job's lane pays from: of its account, or
	 * of its session and the one that all sessions share whose owner is not confirmed.
	 * The bucket of the whole application is not among them, as it tells of others.
	 *
	 * @param remaining whole tokens
	 * @param nextTokenAt null when there is a token
	 * @param tokensPerHour how fast the slowest of them refills
	 */
	public record Budget(int remaining, @Nullable Instant nextTokenAt, double tokensPerHour) {
	}

	/**
	 * The stations of a job.
	 *
	 * @param asOf when this was so, by the clock of all these times
	 * @param removedAt when everything of it goes
	 */
	public record Times(Instant asOf, Instant createdAt, Instant queuedAt, @Nullable Instant startedAt,
			@Nullable Instant endedAt, @Nullable Instant removedAt) {
	}

}
