package io.followsync.worker.engine;

import java.time.Instant;
import java.util.function.LongSupplier;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.job.SourceKind;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.Probes;
import io.followsync.worker.ledger.ResumeState;
import io.followsync.worker.ledger.WriteReceipt;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.walk.ListWalk;
import org.jspecify.annotations.Nullable;

/**
 * What this replica knows about a job that it runs. It changes one step at a time, and
 * only after the ledger did; only its {@link LeaseState} is changed from outside.
 */
final class JobRun {

	private final ClaimedJob job;

	private final LeaseState leaseState;

	private final ReadingProgress progress;

	private final Attempts attempts;

	private Lane lane;

	private boolean answered;

	private boolean sessionSuspect;

	/**
	 * @param nanoTime a clock that never jumps
	 * @param leasedUntil when the lease runs out, by that clock
	 */
	JobRun(ClaimedJob job, LongSupplier nanoTime, long leasedUntil) {
		ResumeState resumed = job.resumeState();
		this.job = job;
		this.leaseState = new LeaseState(nanoTime, leasedUntil);
		this.leaseState.noticeCancel(job.receipt().cancelRequested());
		this.progress = new ReadingProgress(job.walks(), resumed.countsAsked());
		this.attempts = new Attempts(resumed.retries());
		this.lane = job.lane();
		this.answered = resumed.answered();
		this.sessionSuspect = resumed.sessionSuspect();
	}

	Lease lease() {
		return this.job.lease();
	}

	SourceKind source() {
		return this.job.source();
	}

	/** The account that the session claims to be of; null for an import. */
	@Nullable AccountId claimedAccount() {
		return this.job.claimed();
	}

	ResumeState resumeState() {
		return this.job.resumeState();
	}

	/** The seq and time of the claim. */
	WriteReceipt claimReceipt() {
		return this.job.receipt();
	}

	/** By the deciding clock. */
	Instant submittedAt() {
		return this.job.receipt().at().minus(this.job.resumeState().age());
	}

	LeaseState leaseState() {
		return this.leaseState;
	}

	ReadingProgress progress() {
		return this.progress;
	}

	Attempts attempts() {
		return this.attempts;
	}

	Lane lane() {
		return this.lane;
	}

	boolean isUnconfirmed() {
		return this.lane.unconfirmed();
	}

	/** Whether the source ever delivered anything. */
	boolean isAnswered() {
		return this.answered;
	}

	boolean isSessionSuspect() {
		return this.sessionSuspect;
	}

	RunPhase phase() {
		if (this.sessionSuspect) {
			return RunPhase.CHECKING_SESSION;
		}
		if (this.progress.heldPage() != null) {
			return RunPhase.IDENTIFYING_VIEWER;
		}
		if (source() == SourceKind.WEB_SESSION && this.answered && !this.progress.areCountsRequested()) {
			return RunPhase.REQUESTING_COUNTS;
		}
		if (this.progress.currentList() != null) {
			return RunPhase.READING;
		}
		return (this.progress.verdicts() == null) ? RunPhase.JUDGING : RunPhase.CONCLUDING;
	}

	/** Holds a page that names no viewer: it must not be stored yet. */
	void holdPage(HeldPage page) {
		this.progress.hold(page);
		this.attempts.startNextRequest();
	}

	/** Adopts a walk that was stored. */
	void adoptWalk(ListWalk walk, WriteReceipt receipt) {
		this.progress.adopt(walk);
		adoptAnswer(receipt);
	}

	/** Adopts the restart of a walk that was too old to resume. */
	void adoptRestart(ListWalk walk, WriteReceipt receipt) {
		this.progress.restart(walk);
		this.leaseState.noticeCancel(receipt.cancelRequested());
	}

	/** Adopts the declared counts that were stored. */
	void adoptCounts(DeclaredCounts counts, WriteReceipt receipt) {
		this.progress.declare(counts);
		adoptAnswer(receipt);
	}

	/** Adopts a probe that was stored, and those that are left. */
	void adoptProbe(Probes left, WriteReceipt receipt) {
		this.progress.planProbes(left);
		adoptAnswer(receipt);
	}

	/** The suspect session is alive. */
	void trustSession(WriteReceipt receipt) {
		adoptAnswer(receipt);
	}

	/** The job has moved to the lane of its account. */
	void confirmLane(Lane account) {
		this.lane = account;
	}

	private void adoptAnswer(WriteReceipt receipt) {
		this.answered = true;
		this.sessionSuspect = false;
		this.attempts.reset();
		this.leaseState.noticeCancel(receipt.cancelRequested());
	}

}
