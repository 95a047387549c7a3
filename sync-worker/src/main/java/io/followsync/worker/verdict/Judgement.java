package io.followsync.worker.verdict;

import io.followsync.job.VerdictKind;

/**
 * What the evidence leads to.
 */
public sealed interface Judgement {

	/**
	 * The list is judged.
	 *
	 * @param exact whether a member that the list does not show is proven not to be in it
	 * @param reason in words, for the owner
	 */
	record Verdict(VerdictKind kind, boolean exact, String reason) implements Judgement {
	}

	/** The walks so far do not settle it, but another one may. */
	record WalkAgain(String reason) implements Judgement {
	}

}
