package io.followsync.worker.ledger;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The probes of a job.
 *
 * @param pending members still to be probed, in order
 * @param refused how many probes were refused
 */
public record Probes(List<Long> pending, int refused) {

	public Probes {
		pending = List.copyOf(pending);
	}

	/** The next member; null if none is left. */
	public @Nullable Long next() {
		return this.pending.isEmpty() ? null : this.pending.getFirst();
	}

	/** The state after the next member was probed. */
	public Probes after(boolean answered) {
		return new Probes(this.pending.subList(1, this.pending.size()), answered ? this.refused : this.refused + 1);
	}

}
