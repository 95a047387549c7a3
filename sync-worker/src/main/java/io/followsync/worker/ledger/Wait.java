package io.followsync.worker.ledger;

import java.time.Duration;

import io.followsync.job.Lane;
import io.followsync.job.WaitReason;

/**
 * Why, and for how long, a job waits.
 */
public sealed interface Wait {

	WaitReason reason();

	/** Until enough tokens are available. */
	record ForBudget(Duration duration) implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.BUDGET;
		}

	}

	/** Until a failing source may have recovered. */
	record ForRetry(Duration duration) implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.RETRY;
		}

	}

	/**
	 * Until the whole lane has cooled down.
	 *
	 * @param cooldown how the length of the pause is found
	 * @param doubted whether the session itself is in doubt
	 */
	record ForCooldown(Cooldown cooldown, boolean sessionSuspect) implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.COOLDOWN;
		}

	}

	/** Until the job's own lane, which another job made rest, has cooled down. */
	record ForOwnLane() implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.COOLDOWN;
		}

	}

	/** Until the account's lane, which this job now joins, has cooled down. */
	record ForCoolLane(Lane account) implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.COOLDOWN;
		}

	}

	/** Until the other job of the account, whose lane this job now joins, lets go. */
	record ForLane(Lane account) implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.LANE_BUSY;
		}

	}

}
