package io.followsync.job;

/** Why a job is parked. */
public enum WaitReason {

	/** The token bucket is empty. */
	BUDGET,

	/** Instagram asked for a pause; the whole lane cools down. */
	COOLDOWN,

	/** A transient failure outlasted the immediate retries. */
	RETRY,

	/** Another job of the same account is running. */
	LANE_BUSY

}
