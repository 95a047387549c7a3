package io.followsync.worker.verdict;

import io.followsync.job.SourceKind;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a list once its walk has ended.
 *
 * @param comparison with the earlier walks, if one of them ended cleanly
 */
public record ListEvidence(SourceKind source, ListWalk walk, @Nullable WalkComparison comparison) {

	long members() {
		return (this.comparison != null) ? this.comparison.union() : this.walk.fetched();
	}

}
