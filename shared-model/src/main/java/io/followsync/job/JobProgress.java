package io.followsync.job;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The state of a job at one {@code seq}: what progress events carry and what a gateway
 * rebuilds from the database, in one shape. Two progresses of one job with the same
 * {@code seq} say the same.
 *
 * @param seq only grows over the life of a job
 * @param resumesAt when a parked job goes on
 * @param at when this state was stored
 */
public record JobProgress(long seq, JobState state, @Nullable Phase phase, Lists lists, @Nullable WaitReason waitingFor,
		@Nullable Instant resumesAt, @Nullable Failure failure, Instant at) {

	public JobProgress {
		Objects.requireNonNull(state);
		Objects.requireNonNull(lists);
		Objects.requireNonNull(at);
	}

	/** Both lists of a job. */
	public record Lists(ListProgress followers, ListProgress following) {

		public static final Lists NONE = new Lists(ListProgress.NONE, ListProgress.NONE);

	}

	/**
	 * Why a job ended without a result, in words for its owner.
	 */
	public record Failure(FailureKind kind, String message) {
	}

}
