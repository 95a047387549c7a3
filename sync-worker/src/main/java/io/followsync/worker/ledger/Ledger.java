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
	Mono<Written> store(Lease lease, Page page, ListWalk walk);

	/** Stores the declared counts, known or not; they are asked for once. */
	Mono<Written> declare(Lease lease, DeclaredCounts counts);

	/** Stores a walk that begins anew, or was given up. */
	Mono<Written> keep(Lease lease, ListWalk walk);

	/**
	 * Drops the pages of a walk whose last page is too old to be gone on from, so that it
	 * starts over under its number.
	 * @return empty if it can be gone on with
	 */
	Mono<Written> startOverIfStale(Lease lease, ListWalk walk);

	/** Stores that the session, which was in doubt, is alive. */
	Mono<Written> trust(Lease lease);

	/** Moves the job to the lane of its confirmed account, if that is free. */
	Mono<Confirmation> confirm(Lease lease, Lane account);

	/** Compares the two walks over one list. */
	Mono<WalkComparison> compareWalks(JobId job, ListKind list);

	/**
	 * The members of "not following back" to be asked about singly: chosen once, in the
	 * order of their names, and the same for whoever goes on with the job.
	 */
	Mono<Probes> probes(Lease lease, int most);

	/**
	 * Stores what was said of one of them.
	 * @param relation null if nothing was
	 */
	Mono<Written> probed(Lease lease, long member, @Nullable Relation relation);

	/**
	 * Lets the job wait, and the slot go. Empty, and no wait, if its end was asked for.
	 */
	Mono<Parked> park(Lease lease, Wait wait);

	/**
	 * Hands the job over to whoever is free. Empty, and no hand-over, if its end was
	 * asked for.
	 */
	Mono<Written> release(Lease lease);

	/**
	 * Ends the job, stores its verdicts and its result, if any, and forgets its
	 * credential.
	 */
	Mono<Written> end(Lease lease, Ending ending);

}
