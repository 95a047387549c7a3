package io.followsync.job;

/**
 * What the evidence says of one list. Only {@link #COMPLETE} lists are compared.
 */
public enum VerdictKind {

	/** Proven whole within the thresholds of the completeness rules. */
	COMPLETE,

	/** The walk ended as if whole, but the evidence speaks against it. */
	SUSPECT,

	/** The walk did not reach a clean end. */
	PARTIAL

}
