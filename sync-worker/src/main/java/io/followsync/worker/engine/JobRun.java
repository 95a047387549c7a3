package io.followsync.worker.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Ending;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.Probes;
import io.followsync.worker.ledger.ResumeState;
import io.followsync.worker.ledger.SeenMembers;
import io.followsync.worker.ledger.WriteReceipt;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.Walks;
import org.jspecify.annotations.Nullable;

/**
 * What this replica knows about a job that it runs. It changes one step at a time, and
 * only after the ledger did; only its {@link LeaseState} is changed from outside.
 */
final class JobRun {

	private final ClaimedJob job;

	private Lane lane;

	private boolean answered;

	private boolean countsAsked;

	private boolean sessionSuspect;

	private int retries;

	private Walks walks;

	private @Nullable SeenMembers seen;

	private final AttemptCounter attempts = new AttemptCounter();

	private Duration inSlotWait = Duration.ZERO;

	private Ending.@Nullable Verdicts verdicts;

	private @Nullable Probes probes;

	private @Nullable HeldPage heldPage;

	private boolean paceDue;

	private final LeaseState leaseState;

	/**
	 * @param nanoTime a clock that never jumps
	 * @param leasedUntil when the lease runs out, by that clock
	 */
	JobRun(ClaimedJob job, LongSupplier nanoTime, long leasedUntil) {
		this.job = job;
		this.lane = job.lane();
		this.answered = job.resumeState().answered();
		this.countsAsked = job.resumeState().countsAsked();
		this.sessionSuspect = job.resumeState().sessionSuspect();
		this.retries = job.resumeState().retries();
		this.walks = job.walks();
		this.leaseState = new LeaseState(nanoTime, leasedUntil);
		this.leaseState.noticeCancel(job.receipt().cancelRequested());
	}

	Lease lease() {
		return this.job.lease();
	}

	LeaseState leaseState() {
		return this.leaseState;
	}

	/** The seq and time of the claim. */
	WriteReceipt claim() {
		return this.job.receipt();
	}

	ResumeState resumeState() {
		return this.job.resumeState();
	}

	/** By the deciding clock. */
	Instant submittedAt() {
		return this.job.receipt().at().minus(this.job.resumeState().age());
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

	boolean sessionSuspect() {
		return this.sessionSuspect;
	}

	/** How often the job was parked for transient failures since it was last answered. */
	int retries() {
		return this.retries;
	}

	/** How often the current request has failed. */
	AttemptCounter attempts() {
		return this.attempts;
	}

	/** How long the run has waited in its slot since it last got a token. */
	Duration inSlotWait() {
		return this.inSlotWait;
	}

	void waitInSlot(Duration altogether) {
		this.inSlotWait = altogether;
	}

	void tokenGranted() {
		this.inSlotWait = Duration.ZERO;
		this.paceDue = true;
	}

	/** Whether a token was granted since this was last asked. */
	boolean takePaceDue() {
		boolean due = this.paceDue;
		this.paceDue = false;
		return due;
	}

	/**
	 * The declared counts are requested once, after the first page has shown who reads.
	 */
	boolean wantsCounts() {
		return this.source() == SourceKind.WEB_SESSION && this.answered && !this.countsAsked;
	}

	ListWalk walk(ListKind list) {
		return this.walks.of(list);
	}

	/** Whether any page of either list was read. */
	boolean begun() {
		return this.walks.followers().begun() || this.walks.following().begun();
	}

	/** The list to continue with; null when both walks have ended. */
	@Nullable ListKind present() {
		return this.walks.present();
	}

	/** The verdicts on both lists; null until they are judged. */
	Ending.@Nullable Verdicts verdicts() {
		return this.verdicts;
	}

	void judged(Ending.Verdicts reached) {
		this.verdicts = reached;
	}

	/** The members to probe; null until they are loaded. */
	@Nullable Probes probes() {
		return this.probes;
	}

	void plan(Probes chosen) {
		this.probes = chosen;
	}

	void probed(Probes left, WriteReceipt receipt) {
		this.probes = left;
		markAnswered(receipt);
	}

	/** The page that is held until its viewer is known; null if none is held. */
	@Nullable HeldPage heldPage() {
		return this.heldPage;
	}

	/** Holds a page that names no viewer: it must not be stored yet. */
	void hold(HeldPage page) {
		this.heldPage = page;
		this.attempts.forget();
	}

	@Nullable SeenMembers seen() {
		return this.seen;
	}

	void remember(SeenMembers members) {
		this.seen = members;
	}

	/** Adopts a walk that was stored. */
	void advance(ListWalk walk, WriteReceipt receipt) {
		this.heldPage = null;
		if (walk.ended() || walk.walk() != walk(walk.list()).walk()) {
			this.seen = null;
		}
		this.walks = this.walks.with(walk);
		markAnswered(receipt);
	}

	/** Adopts the restart of a walk that was too old to resume. */
	void startedOver(ListWalk walk, WriteReceipt receipt) {
		this.walks = this.walks.with(walk);
		this.leaseState.noticeCancel(receipt.cancelRequested());
	}

	void declared(DeclaredCounts counts, WriteReceipt receipt) {
		this.countsAsked = true;
		this.walks = this.walks.declaring(counts);
		markAnswered(receipt);
	}

	/** The doubted session is alive. */
	void trusted(WriteReceipt receipt) {
		markAnswered(receipt);
	}

	private void markAnswered(WriteReceipt receipt) {
		this.answered = true;
		this.sessionSuspect = false;
		this.retries = 0;
		this.attempts.forget();
		this.leaseState.noticeCancel(receipt.cancelRequested());
	}

	void confirmed(Lane account) {
		this.lane = account;
	}

	void failed(SourceFailure failure) {
		this.attempts.count(failure);
	}

}
