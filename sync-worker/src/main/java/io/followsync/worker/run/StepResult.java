package io.followsync.worker.run;

import java.time.Duration;

import io.followsync.worker.completion.Ending;
import io.followsync.worker.policy.Wait;

/**
 * What a step of a run leads to. What the step had to store is stored; {@link JobRunner}
 * does the rest.
 */
sealed interface StepResult {

	/** The next step follows after this pause plus, after a token, the usual pace. */
	record Next(Duration pause) implements StepResult {

		static final Next WITHOUT_PAUSE = new Next(Duration.ZERO);

	}

	/** The job releases its slot and waits; once answered, it keeps its lane. */
	record Park(Wait until) implements StepResult {
	}

	record End(Ending ending) implements StepResult {
	}

	/** Another worker continues at this step boundary. */
	record HandOver() implements StepResult {
	}

	/** Another worker holds the lease, or may hold it. */
	record LeaseLost() implements StepResult {
	}

}
