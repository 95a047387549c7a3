package io.followsync.gateway.syncs;

import java.time.Instant;

import io.followsync.gateway.jobs.JobDetails;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobProgress.ListProgress;
import io.followsync.job.VerdictKind;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sync as its owner may see it. Constants are passed on as they are stored, since a
 * later release may have added some.
 *
 * @param phase null in lists, and unless it runs
 * @param position in the queue, 0 once started; null in lists and of a sync whose job was
 * removed
 * @param budget null in lists, and until a request was paid from it
 */
public record Sync(JobId id, String state, @Nullable String phase, @Nullable Integer position, Lists lists,
		@Nullable String waitingFor, @Nullable Instant resumesAt, JobDetails.@Nullable Budget budget,
		@Nullable Failure failure, Times times) {

	public record Lists(ListResult followers, ListResult following) {
	}

	/**
	 * How much of a list was read, and whether it is trusted.
	 *
	 * @param verdict null until the list has been judged
	 * @param reason for the verdict, in words
	 */
	public record ListResult(@Schema(example = "120") long fetched, @Schema(example = "121") @Nullable Long declared,
			@Schema(example = "2") int pages, @Schema(example = "COMPLETE") @Nullable String verdict,
			@Schema(example = "120 of 121 declared members were read.") @Nullable String reason) {

		private static ListResult of(ListProgress progress, JobDetails.ListEvidence evidence) {
			VerdictKind verdict = progress.verdict();
			return new ListResult(progress.fetched(), progress.declared(), progress.pages(),
					(verdict != null) ? verdict.name() : null, evidence.reason());
		}

	}

	/** Why it failed, and what to do. */
	@Schema(name = "SyncFailure")
	public record Failure(@Schema(example = "RECONNECT_NEEDED") String kind,
			@Schema(example = "Instagram no longer accepts the session.") String message,
			@Schema(example = "Log in to Instagram again, and sign in here with both values.") @Nullable String advice) {
	}

	/**
	 * The times of a sync.
	 *
	 * @param asOf when this was read, by the same clock as the other times
	 */
	public record Times(Instant asOf, Instant createdAt, @Nullable Instant startedAt, @Nullable Instant endedAt) {
	}

	static Sync of(JobDetails job) {
		JobProgress now = job.now().progress();
		JobProgress.Failure failure = now.failure();
		return new Sync(job.now().job(), now.state().name(), name(now.phase()), job.now().position(),
				new Lists(ListResult.of(now.lists().followers(), job.followers()),
						ListResult.of(now.lists().following(), job.following())),
				name(now.waitingFor()), now.resumesAt(), job.budget(),
				(failure != null) ? new Failure(failure.kind().name(), failure.message(), failure.advice()) : null,
				new Times(job.times().asOf(), job.times().createdAt(), job.times().startedAt(), job.times().endedAt()));
	}

	private static @Nullable String name(@Nullable Enum<?> constant) {
		return (constant != null) ? constant.name() : null;
	}

}
