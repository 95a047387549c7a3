package io.followsync.worker.run;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.carrotsearch.hppc.LongHashSet;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.completion.Ending;
import io.followsync.worker.completion.Judging;
import io.followsync.worker.policy.Wait;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.Page;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a worker writes while it holds a job, and what it reads back to resume one. Every
 * write tests fence and state, and is one statement or one transaction: it happens whole,
 * once, or not at all.
 * <p>
 * All writes signal {@link Lease.LostException} when the fence has risen. A lease that
 * has run out is still good for writes until then.
 */
public interface Ledger extends Judging.Comparisons {

	/** What earlier pages of this walk have shown. */
	Mono<SeenMembers> seen(JobId job, ListKind list, int walk);

	/** Stores a page together with the walk after it. This is the checkpoint. */
	Mono<WriteReceipt> store(Lease lease, Page page, ListWalk walk);

	/** Stores the declared counts, known or not; they are not requested again. */
	Mono<WriteReceipt> declare(Lease lease, DeclaredCounts counts);

	/** Stores a walk that begins again under the next number, or is abandoned. */
	Mono<WriteReceipt> storeWalk(Lease lease, ListWalk walk);

	/**
	 * Drops the pages of a walk whose last page is too old to resume from, so that it
	 * starts over under the same number. Empty if it can be resumed.
	 */
	Mono<WriteReceipt> startOverIfTooOld(Lease lease, ListWalk walk);

	/** Stores that the suspect session is alive. */
	Mono<WriteReceipt> trust(Lease lease);

	/**
	 * Moves the job to the lane of its confirmed account, if that is free. If not, the
	 * job stays where it is until it is parked; that moves it, and it waits there.
	 */
	Mono<Confirmation> confirm(Lease lease, Lane account);

	/**
	 * The members to probe: chosen once, and the same for every worker that continues the
	 * job.
	 */
	Mono<Probes> probes(Lease lease, int most);

	/** Stores the outcome of a probe; the relation is null if it was refused. */
	Mono<WriteReceipt> storeProbe(Lease lease, long member, @Nullable Relation relation);

	/**
	 * Parks the job. Empty if its cancellation was requested: then the job is unchanged,
	 * but a cooldown of its lane begins all the same.
	 */
	Mono<Parked> park(Lease lease, Wait wait);

	/**
	 * Hands the job over to any free worker. Empty, and nothing changed, if its
	 * cancellation was requested.
	 */
	Mono<WriteReceipt> handOver(Lease lease);

	/**
	 * Ends the job, stores its verdicts and its result, if any, and deletes the
	 * credential that was submitted for it. Of an account's own credential, the end
	 * stores whether Instagram still accepts it.
	 */
	Mono<WriteReceipt> end(Lease lease, Ending ending);

	enum Confirmation {

		MOVED,
		/** Another job holds the account's lane. */
		BUSY,
		/** The account's lane is cooling down. */
		COOLING

	}

	record Parked(WriteReceipt receipt, Instant resumesAt) {
	}

	/**
	 * The probes of a job.
	 *
	 * @param pending members still to be probed, in order
	 */
	record Probes(List<Long> pending, int refused) {

		public Probes {
			pending = List.copyOf(pending);
		}

		/** The next member; null if none is left. */
		public @Nullable Long next() {
			return this.pending.isEmpty() ? null : this.pending.getFirst();
		}

		public Probes after(boolean answered) {
			return new Probes(this.pending.subList(1, this.pending.size()), answered ? this.refused : this.refused + 1);
		}

	}

	/**
	 * The member keys and cursors that one walk has shown so far, in 8 bytes a member.
	 * Not for concurrent use.
	 */
	final class SeenMembers {

		private final LongHashSet keys = new LongHashSet();

		private final Set<String> cursors = new HashSet<>();

		/** Adds the members and returns how many of them are new. */
		public int addNew(List<Page.Member> members) {
			int before = this.keys.size();
			members.forEach((member) -> this.keys.add(member.key()));
			return this.keys.size() - before;
		}

		/** Adds the cursor. Returns false if it was there already; null never is. */
		public boolean addCursor(Page.@Nullable Cursor cursor) {
			return cursor == null || this.cursors.add(cursor.value());
		}

		public void addStored(Long[] members, @Nullable String cursor) {
			for (Long member : members) {
				this.keys.add(member);
			}
			if (cursor != null) {
				this.cursors.add(cursor);
			}
		}

	}

}
