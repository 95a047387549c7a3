package io.followsync.job;

/** The purpose of a job. */
public enum JobKind {

	/**
	 * Reads both lists once, and is removed with all its data when its retention ends.
	 */
	ANALYSIS,

	/** Asks Instagram whose session it is; it reads no list. */
	SIGN_IN,

	/** Reads both lists of a kept account and adds what changed to its history. */
	SYNC

}
