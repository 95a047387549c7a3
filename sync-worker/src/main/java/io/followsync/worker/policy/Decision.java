package io.followsync.worker.policy;

import java.time.Duration;

import io.followsync.job.JobProgress.Failure;
import org.jspecify.annotations.Nullable;

/** What a run does next, because its source failed or may not be asked now. */
public sealed interface Decision {

	/** Repeat the request after a pause, keeping the slot. */
	record TryAgain(Duration pause) implements Decision {
	}

	record Park(Wait until) implements Decision {
	}

	record WalkAgain() implements Decision {
	}

	/** Give up the current list as it stands. */
	record AbandonList() implements Decision {
	}

	/** End the job; the cooldown, if any, is a pause of the lane that outlasts it. */
	record Fail(Failure failure, Wait.@Nullable Cooldown cooldown) implements Decision {
	}

}
