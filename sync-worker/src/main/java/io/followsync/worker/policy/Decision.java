package io.followsync.worker.policy;

import java.time.Duration;

import io.followsync.job.JobProgress.Failure;
import io.followsync.worker.policy.Wait.Cooldown;
import org.jspecify.annotations.Nullable;

/** What a run does next, because its source failed or may not be asked now. */
public sealed interface Decision {

	/** Repeat the request after a pause, keeping the slot. */
	record TryAgain(Duration pause) implements Decision {
	}

	/** Release the slot and wait. */
	record Park(Wait until) implements Decision {
	}

	/** Walk the current list again from its start. */
	record WalkAgain() implements Decision {
	}

	/** Give up the current list as it stands. */
	record AbandonList() implements Decision {
	}

	/**
	 * End the job.
	 *
	 * @param cooldown a pause of the lane that outlasts the job, if any
	 */
	record Fail(Failure failure, @Nullable Cooldown cooldown) implements Decision {
	}

}
