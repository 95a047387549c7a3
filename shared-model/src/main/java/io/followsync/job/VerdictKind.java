package io.followsync.job;

/** What the evidence says about one list. Only {@link #COMPLETE} lists are compared. */
public enum VerdictKind {

	/**
	 * Proven complete within the thresholds of the completeness rules; or accepted
	 * without proof, where a list of unknown size has ended cleanly. The reason says
	 * which.
	 */
	COMPLETE,

	/**
	 * The walk reached a clean end, but the evidence suggests that members are missing.
	 */
	SUSPECT,

	/** The walk did not reach a clean end, or never began because the job failed. */
	PARTIAL

}
