package io.followsync.job;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The state of a job at one {@code seq}, in the same form whether a progress event
 * carries it or a gateway rebuilds it from the database. Two values of one job with the
 * same {@code seq} describe the same state.
 *
 * @param seq only grows over the life of a job
 * @param resumesAt when a parked job resumes
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

		public Lists {
			Objects.requireNonNull(followers);
			Objects.requireNonNull(following);
		}

	}

	/**
	 * Why a job failed, with a message for its owner.
	 */
	public record Failure(FailureKind kind, String message) {

		public Failure {
			Objects.requireNonNull(kind);
			Objects.requireNonNull(message);
		}

	}

}
