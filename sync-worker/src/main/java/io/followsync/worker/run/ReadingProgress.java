package io.followsync.worker.run;

import io.followsync.job.ListKind;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.run.Ledger.Probes;
import io.followsync.worker.run.Ledger.SeenMembers;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import io.followsync.worker.source.Page;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.Walks;
import org.jspecify.annotations.Nullable;

/** How far a run has read its two lists, and what it concluded from them. */
final class ReadingProgress {

	private Walks walks;

	private boolean countsRequested;

	private @Nullable SeenMembers seen;

	private @Nullable WithheldPage withheldPage;

	private Ending.@Nullable Verdicts verdicts;

	private @Nullable Probes probes;

	ReadingProgress(Walks walks, boolean countsRequested) {
		this.walks = walks;
		this.countsRequested = countsRequested;
	}

	Walks walks() {
		return this.walks;
	}

	ListWalk walk(ListKind list) {
		return this.walks.of(list);
	}

	@Nullable ListKind currentList() {
		return this.walks.firstUnfinished();
	}

	boolean areCountsRequested() {
		return this.countsRequested;
	}

	/** The members that the current walk has seen; null until they are loaded. */
	@Nullable SeenMembers seen() {
		return this.seen;
	}

	void cacheSeen(SeenMembers members) {
		this.seen = members;
	}

	/** The page that is withheld until its viewer is known; null if none is. */
	@Nullable WithheldPage withheldPage() {
		return this.withheldPage;
	}

	void withhold(WithheldPage page) {
		this.withheldPage = page;
	}

	void apply(ListWalk walk) {
		this.withheldPage = null;
		if (walk.hasEnded() || walk.walk() != walk(walk.list()).walk()) {
			this.seen = null;
		}
		this.walks = this.walks.with(walk);
	}

	void restart(ListWalk walk) {
		this.walks = this.walks.with(walk);
	}

	void declare(DeclaredCounts counts) {
		this.countsRequested = true;
		this.walks = this.walks.declaring(counts);
	}

	/** The verdicts on both lists; null until they are judged. */
	Ending.@Nullable Verdicts verdicts() {
		return this.verdicts;
	}

	void conclude(Ending.Verdicts reached) {
		this.verdicts = reached;
	}

	/** The members to probe; null until they are loaded. */
	@Nullable Probes probes() {
		return this.probes;
	}

	void planProbes(Probes left) {
		this.probes = left;
	}

	/**
	 * A page withheld from the ledger because it does not name the viewer. It is stored
	 * once the viewer is known, and discarded when the run ends before.
	 */
	record WithheldPage(ListKind list, Page page) {
	}

}
