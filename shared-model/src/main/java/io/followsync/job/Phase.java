package io.followsync.job;

/**
 * What a started job is doing, in this order.
 */
public enum Phase {

	FOLLOWERS, FOLLOWING, VERDICT

}
