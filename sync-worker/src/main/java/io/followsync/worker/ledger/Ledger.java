package io.followsync.worker.ledger;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Relation;
import io.followsync.worker.verdict.WalkComparison;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a worker writes while it holds a job. Every write tests fence and state, and is
 * one statement or one transaction: it happens whole, once, or not at all.
 * <p>
 * All writes signal {@link LeaseLostException} when the job is no longer held.
 */
public interface Ledger {

	/** What earlier pages of this walk have shown. */
	Mono<SeenMembers> seen(JobId job, ListKind list, int walk);

	/**
	 * Stores a page together with the walk after it. This is the checkpoint.
	 * @param walk as it stands after the page
	 */
	Mono<WriteReceipt> store(Lease lease, Page page, ListWalk walk);

	/** Stores the declared counts, known or not; they are requested only once. */
	Mono<WriteReceipt> declare(Lease lease, DeclaredCounts counts);

	/** Stores a walk that was restarted or abandoned. */
	Mono<WriteReceipt> keep(Lease lease, ListWalk walk);

	/**
	 * Drops the pages of a walk whose last page is too old to resume from, so that it
	 * starts over under the same number.
	 * @return empty if it can be resumed
	 */
	Mono<WriteReceipt> startOverIfStale(Lease lease, ListWalk walk);

	/** Stores that the doubted session is alive. */
	Mono<WriteReceipt> trust(Lease lease);

	/** Moves the job to the lane of its confirmed account, if that is free. */
	Mono<Confirmation> confirm(Lease lease, Lane account);

	/** Compares the last walk over a list with the earlier ones. */
	Mono<WalkComparison> compareWalks(JobId job, ListKind list);

	/**
	 * The members of "not following back" to probe: chosen once, in order of name, and
	 * the same for every worker that continues the job.
	 */
	Mono<Probes> probes(Lease lease, int most);

	/**
	 * Stores the outcome of one probe.
	 * @param relation null if the probe was refused
	 */
	Mono<WriteReceipt> probed(Lease lease, long member, @Nullable Relation relation);

	/**
	 * Parks the job. Empty, and nothing changed, if its cancellation was requested.
	 */
	Mono<Parked> park(Lease lease, Wait wait);

	/**
	 * Hands the job over to any free worker. Empty, and nothing changed, if its
	 * cancellation was requested.
	 */
	Mono<WriteReceipt> release(Lease lease);

	/**
	 * Ends the job, stores its verdicts and its result, if any, and forgets its
	 * credential.
	 */
	Mono<WriteReceipt> end(Lease lease, Ending ending);

}
