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

	private @Nullable HeldPage heldPage;

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
		return this.walks.present();
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

	/** The page that is held until its viewer is known; null if none is held. */
	@Nullable HeldPage heldPage() {
		return this.heldPage;
	}

	void hold(HeldPage page) {
		this.heldPage = page;
	}

	void adopt(ListWalk walk) {
		this.heldPage = null;
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
	record HeldPage(ListKind list, Page page) {
	}

}
