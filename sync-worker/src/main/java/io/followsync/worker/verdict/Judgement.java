package io.followsync.worker.verdict;

import io.followsync.job.VerdictKind;
import io.followsync.worker.source.SourceTraits;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;

public sealed interface Judgement {

	/**
	 * The list is judged.
	 *
	 * @param exact whether a member that the list does not show is proven not to be in it
	 * @param reason in words, for the owner
	 * @param advice what the owner can do; null for what helps any list in doubt
	 */
	record Verdict(VerdictKind kind, boolean exact, String reason, @Nullable String advice) implements Judgement {

		public Verdict(VerdictKind kind, boolean exact, String reason) {
			this(kind, exact, reason, null);
		}

	}

	/** The walks so far do not settle it, but another one may. */
	record WalkAgain(String reason) implements Judgement {
	}

	/**
	 * What is known of a list once its walk has ended.
	 *
	 * @param comparison with the earlier walks, if one of them ended cleanly
	 */
	record Evidence(SourceTraits source, ListWalk walk, @Nullable Comparison comparison) {

		long members() {
			return (this.comparison != null) ? this.comparison.union() : this.walk.fetched();
		}

		/**
		 * The last walk over a list beside the earlier ones.
		 *
		 * @param union distinct members of all walks
		 * @param differing members that only one of two walks showed: the last one, or
		 * the earlier one that is most like it
		 */
		public record Comparison(long union, long differing) {
		}

	}

}
