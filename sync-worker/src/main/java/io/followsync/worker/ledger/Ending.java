package io.followsync.worker.ledger;

import io.followsync.job.JobProgress.Failure;
import io.followsync.job.JobState;
import io.followsync.worker.verdict.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * How a job ends.
 */
public sealed interface Ending {

	JobState state();

	/** The verdicts; null if the job was cancelled, or failed before it read a page. */
	@Nullable Verdicts verdicts();

	/** A pause of the lane that outlasts this job, if any. */
	@Nullable Cooldown cooldown();

	/** Both lists are complete: the result is computed and stored. */
	record Completed(Verdicts verdicts, @Nullable Cooldown cooldown) implements Ending {

		@Override
		public JobState state() {
			return JobState.COMPLETED;
		}

	}

	/** No result. */
	record Failed(Failure failure, @Nullable Verdicts verdicts, @Nullable Cooldown cooldown) implements Ending {

		@Override
		public JobState state() {
			return JobState.FAILED;
		}

	}

	/** Cancelled on request. */
	record Cancelled() implements Ending {

		@Override
		public JobState state() {
			return JobState.CANCELLED;
		}

		@Override
		public @Nullable Verdicts verdicts() {
			return null;
		}

		@Override
		public @Nullable Cooldown cooldown() {
			return null;
		}

	}

	/** The verdicts of both lists. */
	record Verdicts(Judgement.Verdict followers, Judgement.Verdict following) {
	}

}
