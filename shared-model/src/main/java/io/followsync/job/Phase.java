package io.followsync.job;

/**
 * The phases of a started job, in order.
 */
public enum Phase {

	FOLLOWERS, FOLLOWING, VERDICT

}
