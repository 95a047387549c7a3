package io.followsync.worker.engine;

import io.followsync.job.AccountId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.JobProgress.Lists;
import io.followsync.job.JobState;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.Phase;
import io.followsync.job.SourceKind;
import io.followsync.job.VerdictKind;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.Parked;
import io.followsync.worker.ledger.SeenMembers;
import io.followsync.worker.ledger.Wait;
import io.followsync.worker.ledger.Written;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;

/**
 * What this replica knows of a job that it runs: changed only after the ledger was, by
 * one step at a time. Whether the lease was lost and whether the end was asked for may be
 * told from outside.
 */
final class JobRun {

	private final ClaimedJob job;

	private Lane lane;

	private boolean answered;

	private boolean countsAsked;

	private boolean doubted;

	private ListWalk followers;

	private ListWalk following;

	private @Nullable SeenMembers seen;

	private int tries;

	private boolean over;

	private volatile boolean lost;

	private volatile boolean cancelRequested;

	JobRun(ClaimedJob job) {
		this.job = job;
		this.lane = job.lane();
		this.answered = job.answered();
		this.countsAsked = job.countsAsked();
		this.doubted = job.doubted();
		this.followers = job.followers();
		this.following = job.following();
		this.cancelRequested = job.written().cancelRequested();
	}

	Lease lease() {
		return this.job.lease();
	}

	ClaimedJob job() {
		return this.job;
	}

	SourceKind source() {
		return this.job.source();
	}

	@Nullable AccountId claimed() {
		return this.job.claimed();
	}

	Lane lane() {
		return this.lane;
	}

	boolean unconfirmed() {
		return this.lane.unconfirmed();
	}

	boolean answered() {
		return this.answered;
	}

	boolean doubted() {
		return this.doubted;
	}

	/** Immediate tries of the present request that failed. */
	int tries() {
		return this.tries;
	}

	boolean over() {
		return this.over;
	}

	boolean lost() {
		return this.lost;
	}

	boolean cancelRequested() {
		return this.cancelRequested;
	}

	/**
	 * The declared counts are asked for once, after the first page has shown who reads.
	 */
	boolean wantsCounts() {
		return this.source() == SourceKind.WEB_SESSION && this.answered && !this.countsAsked;
	}

	ListWalk walk(ListKind list) {
		return switch (list) {
			case FOLLOWERS -> this.followers;
			case FOLLOWING -> this.following;
		};
	}

	/** The list to go on with; null when both walks have ended. */
	@Nullable ListKind present() {
		if (!this.followers.ended()) {
			return ListKind.FOLLOWERS;
		}
		return this.following.ended() ? null : ListKind.FOLLOWING;
	}

	@Nullable SeenMembers seen() {
		return this.seen;
	}

	void remember(SeenMembers members) {
		this.seen = members;
	}

	/** Takes over a walk that was stored. */
	void advance(ListWalk walk, Written written) {
		if (walk.ended() || walk.walk() != walk(walk.list()).walk()) {
			this.seen = null;
		}
		switch (walk.list()) {
			case FOLLOWERS -> this.followers = walk;
			case FOLLOWING -> this.following = walk;
		}
		answeredWell(written);
	}

	void declared(DeclaredCounts counts, Written written) {
		this.countsAsked = true;
		this.followers = this.followers.declaring(counts.followers());
		this.following = this.following.declaring(counts.following());
		answeredWell(written);
	}

	private void answeredWell(Written written) {
		this.answered = true;
		this.doubted = false;
		this.tries = 0;
		this.cancelRequested |= written.cancelRequested();
	}

	void confirmed(Lane account) {
		this.lane = account;
	}

	void failedOnce() {
		this.tries++;
	}

	void finish() {
		this.over = true;
	}

	void lose() {
		this.lost = true;
	}

	void requestCancel() {
		this.cancelRequested = true;
	}

	JobProgress running(Written written) {
		ListKind list = present();
		Phase phase = (list == null) ? Phase.VERDICT : Phase.valueOf(list.name());
		return new JobProgress(written.seq(), JobState.RUNNING, phase, lists(null), null, null, null, written.at());
	}

	JobProgress queued(Written written) {
		return new JobProgress(written.seq(), JobState.QUEUED, null, lists(null), null, null, null, written.at());
	}

	JobProgress parked(Wait wait, Parked parked) {
		Written written = parked.written();
		return new JobProgress(written.seq(), JobState.PARKED, null, lists(null), wait.reason(), parked.resumesAt(),
				null, written.at());
	}

	JobProgress ended(Ending ending, Written written) {
		JobState state = switch (ending) {
			case Ending.Completed completed -> JobState.COMPLETED;
			case Ending.Failed failed -> JobState.FAILED;
			case Ending.Cancelled cancelled -> JobState.CANCELLED;
		};
		Failure failure = (ending instanceof Ending.Failed failed) ? failed.failure() : null;
		return new JobProgress(written.seq(), state, null, lists(ending.verdicts()), null, null, failure, written.at());
	}

	private Lists lists(Ending.@Nullable Verdicts verdicts) {
		VerdictKind ofFollowers = (verdicts != null) ? verdicts.followers().kind() : null;
		VerdictKind ofFollowing = (verdicts != null) ? verdicts.following().kind() : null;
		return new Lists(this.followers.progress(ofFollowers), this.following.progress(ofFollowing));
	}

}
