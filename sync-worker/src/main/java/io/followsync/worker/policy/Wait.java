package io.followsync.worker.policy;

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
	 * @param sessionSuspect whether the session itself may be dead
	 */
	record ForCooldown(Cooldown cooldown, boolean sessionSuspect) implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.COOLDOWN;
		}

	}

	/** Until the job's own lane, which another job made cool down, has done so. */
	record ForOwnLane() implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.COOLDOWN;
		}

	}

	/** Until the account's lane, which this job now joins, has cooled down. */
	record ForAccountCooldown(Lane account) implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.COOLDOWN;
		}

	}

	/** Until the other job of the account, whose lane this job now joins, releases it. */
	record ForAccount(Lane account) implements Wait {

		@Override
		public WaitReason reason() {
			return WaitReason.LANE_BUSY;
		}

	}

	/**
	 * The pause of a lane: {@code first} the first time, doubling each time after, never
	 * longer than {@code longest}, and never shorter than {@code least}.
	 *
	 * @param reason a word for the operator, without data
	 */
	record Cooldown(Duration first, Duration longest, Duration least, String reason) {
	}

}
