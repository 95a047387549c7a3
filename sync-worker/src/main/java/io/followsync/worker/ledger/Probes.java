package io.followsync.worker.ledger;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The probes of a job.
 *
 * @param pending members still to be asked about, in their order
 * @param refused how many were asked about and not told of
 */
public record Probes(List<Long> pending, int refused) {

	public Probes {
		pending = List.copyOf(pending);
	}

	/** Who is next; null if nobody is. */
	public @Nullable Long next() {
		return this.pending.isEmpty() ? null : this.pending.getFirst();
	}

	/** These, after the next one was asked about. */
	public Probes after(boolean answered) {
		return new Probes(this.pending.subList(1, this.pending.size()), answered ? this.refused : this.refused + 1);
	}

}
