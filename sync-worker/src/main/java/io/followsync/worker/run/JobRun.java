package io.followsync.worker.run;

import java.time.Instant;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.worker.budget.TokenReserve;
import io.followsync.worker.claim.ClaimedJob;
import io.followsync.worker.claim.HeldJob;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.policy.Attempts;
import io.followsync.worker.policy.FailurePolicy;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import io.followsync.worker.source.SourceTraits;
import io.followsync.worker.source.SourceTraits.Ability;
import io.followsync.worker.walk.ListWalk;

/**
 * What this replica knows about a job that it runs. It changes one step at a time: what
 * the ledger stores changes here only afterwards. A withheld page, the verdicts, the
 * counts of failures and tokens in reserve are lost with the run; the members seen and
 * the retries are read back by the next one. Only its {@link HeldJob.LeaseState} is
 * changed from outside.
 */
final class JobRun {

	// Instagram returns about as many, whatever count is requested.
	private static final long MEMBERS_A_PAGE = 25;

	private final HeldJob held;

	private final SourceTraits traits;

	private final JobCompletion completion;

	private final ReadingProgress progress;

	private final Attempts attempts;

	private final TokenReserve reserve = new TokenReserve();

	private boolean answered;

	private boolean sessionSuspect;

	JobRun(HeldJob held, SourceTraits traits, JobCompletion completion) {
		ClaimedJob.ResumeState resumed = held.claimed().resumeState();
		this.held = held;
		this.traits = traits;
		this.completion = completion;
		this.progress = new ReadingProgress(held.claimed().walks(), resumed.countsRequested());
		this.attempts = new Attempts(resumed.retries());
		this.answered = resumed.answered();
		this.sessionSuspect = resumed.sessionSuspect();
	}

	JobId id() {
		return this.held.id();
	}

	Lease lease() {
		return this.held.lease();
	}

	ClaimedJob claimed() {
		return this.held.claimed();
	}

	SourceTraits traits() {
		return this.traits;
	}

	JobCompletion completion() {
		return this.completion;
	}

	/** By the database's clock. */
	Instant submittedAt() {
		return claimed().receipt().at().minus(claimed().resumeState().age());
	}

	HeldJob.LeaseState leaseState() {
		return this.held.leaseState();
	}

	ReadingProgress progress() {
		return this.progress;
	}

	Attempts attempts() {
		return this.attempts;
	}

	TokenReserve reserve() {
		return this.reserve;
	}

	Lane lane() {
		return this.held.lane();
	}

	boolean isUnconfirmed() {
		return lane().isUnconfirmed();
	}

	/**
	 * Whether nothing may be stored before the source has named the viewer. That holds
	 * for a kept credential, too, until it is seen to be of its account.
	 */
	boolean needsViewer() {
		return this.traits.has(Ability.NAMES_VIEWER) && (isUnconfirmed() || !this.answered);
	}

	/** Whether the source has answered this job, in this run or before it. */
	boolean isAnswered() {
		return this.answered;
	}

	FailurePolicy.Situation situation() {
		ListKind list = this.progress.currentList();
		boolean firstWalk = list != null && this.progress.walk(list).isFirst();
		return new FailurePolicy.Situation(this.attempts, isUnconfirmed(), this.answered, this.sessionSuspect,
				firstWalk, this.completion.readsLists());
	}

	/**
	 * How many tokens to wait for, if the budget has none: those of all requests that are
	 * left. An unconfirmed run needs one, for its next page, since its account pays for
	 * what follows; two if a page is withheld, which a wait discards: the page again, and
	 * the question for the viewer.
	 */
	long requestsLeft() {
		int question = (this.progress.withheldPage() != null) ? 1 : 0;
		if (isUnconfirmed()) {
			return 1 + question;
		}
		long pages = question;
		for (ListKind list : ListKind.values()) {
			ListWalk walk = this.progress.walk(list);
			Long declared = walk.declared();
			if (!walk.hasEnded()) {
				pages += (declared != null) ? Math.max(0, declared - walk.fetched()) / MEMBERS_A_PAGE + 1
						: Integer.MAX_VALUE;
			}
		}
		Ledger.Probes probes = this.progress.probes();
		return Math.max(1, (probes != null) ? pages + probes.pending().size() : pages);
	}

	RunPhase phase() {
		if (!this.completion.readsLists()) {
			return RunPhase.PROVING_ACCOUNT;
		}
		if (this.sessionSuspect) {
			return RunPhase.CHECKING_SESSION;
		}
		if (this.progress.withheldPage() != null) {
			return RunPhase.IDENTIFYING_VIEWER;
		}
		if (this.traits.has(Ability.DECLARES_COUNTS) && this.answered && !this.progress.areCountsRequested()) {
			return RunPhase.REQUESTING_COUNTS;
		}
		if (this.progress.currentList() != null) {
			return RunPhase.READING;
		}
		return (this.progress.verdicts() == null) ? RunPhase.JUDGING : RunPhase.CONCLUDING;
	}

	/** Holds a page that names no viewer: it must not be stored yet. */
	void withholdPage(ReadingProgress.WithheldPage page) {
		this.progress.withhold(page);
		this.attempts.startNextRequest();
	}

	void applyWalk(ListWalk walk, WriteReceipt receipt) {
		this.progress.apply(walk);
		recordProgress(receipt);
	}

	/** Applies the restart of a walk that was too old to resume. */
	void applyRestart(ListWalk walk, WriteReceipt receipt) {
		this.progress.restart(walk);
		leaseState().noticeCancel(receipt.cancelRequested());
	}

	void applyCounts(DeclaredCounts counts, WriteReceipt receipt) {
		this.progress.declare(counts);
		recordProgress(receipt);
	}

	void applyProbe(Ledger.Probes left, WriteReceipt receipt) {
		this.progress.planProbes(left);
		recordProgress(receipt);
	}

	void confirmLane(Lane account) {
		this.held.confirmLane(account);
	}

	void recordProgress(WriteReceipt receipt) {
		this.answered = true;
		this.sessionSuspect = false;
		this.attempts.reset();
		if (receipt.coolingDown()) {
			this.reserve.discard();
		}
		leaseState().noticeCancel(receipt.cancelRequested());
	}

}
