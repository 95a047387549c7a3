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

	/** The phases of a started job, in order. */
	public enum Phase {

		FOLLOWERS, FOLLOWING, VERDICT

	}

	public record Lists(ListProgress followers, ListProgress following) {

		public static final Lists NONE = new Lists(ListProgress.NONE, ListProgress.NONE);

		public Lists {
			Objects.requireNonNull(followers);
			Objects.requireNonNull(following);
		}

	}

	/**
	 * How much of one list has been read.
	 *
	 * @param fetched distinct members stored
	 * @param declared the count that Instagram declares, if known
	 * @param pages pages stored of this walk
	 * @param walk 1, or more when the list had to be walked again
	 * @param verdict null until the list has been judged
	 */
	public record ListProgress(long fetched, @Nullable Long declared, int pages, int walk,
			@Nullable VerdictKind verdict) {

		public static final ListProgress NONE = new ListProgress(0, null, 0, 1, null);

	}

	/**
	 * Why a job failed, for its owner.
	 *
	 * @param message the reason
	 * @param advice what to do; the one of the kind if it is given as null, as by the
	 * release that had none
	 */
	public record Failure(FailureKind kind, String message, @Nullable String advice) {

		public Failure {
			Objects.requireNonNull(kind);
			Objects.requireNonNull(message);
			advice = (advice != null) ? advice : kind.advice();
		}

		/** A failure with the usual advice for its kind. */
		public Failure(FailureKind kind, String message) {
			this(kind, message, null);
		}

	}

}
