package io.followsync.worker.engine;

import java.time.Duration;

import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Wait;

/**
 * What follows from a failure of the source.
 */
sealed interface Decision {

	/** The same request again, after a pause in the slot. */
	record TryAgain(Duration pause) implements Decision {
	}

	/** Let the slot go and wait. */
	record Park(Wait until) implements Decision {
	}

	/** Begin the present list anew. */
	record WalkAnew() implements Decision {
	}

	/** Give the present list up as it stands. */
	record GiveListUp() implements Decision {
	}

	/** End the job. */
	record Fail(Ending.Failed ending) implements Decision {
	}

}
