package io.followsync.worker.ledger;

import io.followsync.job.JobProgress.Failure;
import io.followsync.worker.verdict.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * How a job ends.
 */
public sealed interface Ending {

	/** The verdicts, where the walks came that far. */
	@Nullable Verdicts verdicts();

	/** Both lists are complete: the result is computed and stored. */
	record Completed(Verdicts verdicts) implements Ending {
	}

	/**
	 * No result.
	 *
	 * @param cooldown a pause that the lane keeps beyond this job, if any
	 */
	record Failed(Failure failure, @Nullable Verdicts verdicts, @Nullable Cooldown cooldown) implements Ending {
	}

	/** Somebody asked for it. */
	record Cancelled() implements Ending {

		@Override
		public @Nullable Verdicts verdicts() {
			return null;
		}

	}

	/** The verdicts of both lists. */
	record Verdicts(Judgement.Verdict followers, Judgement.Verdict following) {
	}

}
