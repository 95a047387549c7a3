package io.followsync.job;

/** The two lists of an account. */
public enum ListKind {

	FOLLOWERS, FOLLOWING

}
