package io.followsync.worker.policy;

import java.time.Duration;

import io.followsync.job.Lane;
import io.followsync.job.WaitReason;

/** Why, and for how long, a job waits. */
public sealed interface Wait {

	default WaitReason reason() {
		return switch (this) {
			case ForBudget budget -> WaitReason.BUDGET;
			case ForRetry retry -> WaitReason.RETRY;
			case ForSource source -> WaitReason.RETRY;
			case ForCooldown lane -> WaitReason.COOLDOWN;
			case ForOwnLane lane -> WaitReason.COOLDOWN;
			case ForAccountCooldown account -> WaitReason.COOLDOWN;
			case ForAccount account -> WaitReason.LANE_BUSY;
		};
	}

	record ForBudget(Duration duration) implements Wait {
	}

	/** Until a failing source may have recovered. */
	record ForRetry(Duration duration) implements Wait {
	}

	/**
	 * Until a replica may be able to open the source; not one of the source's failures.
	 */
	record ForSource(Duration duration) implements Wait {
	}

	/** Until the whole lane has cooled down; a suspect session may itself be dead. */
	record ForCooldown(Cooldown cooldown, boolean sessionSuspect) implements Wait {
	}

	/** Until the job's own lane, which another job made cool down, has done so. */
	record ForOwnLane() implements Wait {
	}

	/** Until the account's lane, which this job now joins, has cooled down. */
	record ForAccountCooldown(Lane account) implements Wait {
	}

	/** Until the other job of the account, whose lane this job now joins, releases it. */
	record ForAccount(Lane account) implements Wait {
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
