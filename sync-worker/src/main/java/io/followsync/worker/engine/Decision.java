package io.followsync.worker.engine;

import java.time.Duration;

import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Wait;

/**
 * What to do about a failure of the source.
 */
sealed interface Decision {

	/** Repeat the request after a pause, keeping the slot. */
	record TryAgain(Duration pause) implements Decision {
	}

	/** Release the slot and wait. */
	record Park(Wait until) implements Decision {
	}

	/** Walk the current list again from its start. */
	record WalkAnew() implements Decision {
	}

	/** Give up the current list as it stands. */
	record GiveListUp() implements Decision {
	}

	/** End the job. */
	record Fail(Ending.Failed ending) implements Decision {
	}

}
