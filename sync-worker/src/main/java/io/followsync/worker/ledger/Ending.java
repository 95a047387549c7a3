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

	/** A pause that the lane keeps beyond this job, if any. */
	@Nullable Cooldown cooldown();

	/** Both lists are complete: the result is computed and stored. */
	record Completed(Verdicts verdicts, @Nullable Cooldown cooldown) implements Ending {
	}

	/** No result. */
	record Failed(Failure failure, @Nullable Verdicts verdicts, @Nullable Cooldown cooldown) implements Ending {
	}

	/** Somebody asked for it. */
	record Cancelled() implements Ending {

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
