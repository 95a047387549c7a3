package io.followsync.worker.ledger.r2dbc;

import java.time.Duration;
import java.util.List;

import io.followsync.job.AccountId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.ResumeState;
import io.followsync.worker.ledger.WriteReceipt;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.Walks;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/**
 * A claimed row as it is stored, not yet validated.
 *
 * @param was the state in which it was claimed
 * @param credentialed whether a credential is stored with it
 * @param uploaded whether an upload is
 */
record ClaimRow(Lease lease, WriteReceipt receipt, String was, String source, String lane, @Nullable Long claimed,
		boolean credentialed, boolean uploaded, ResumeState resumeState) {

	static final String COLUMNS = """
			jobs.id, source, lane, claimed_user_id, fence, progress_seq, changed_at, cancel_requested,
			EXISTS (SELECT FROM job_credentials s WHERE s.job_id = jobs.id) AS credentialed,
			EXISTS (SELECT FROM import_files f WHERE f.job_id = jobs.id) AS uploaded,
			first_answer_at IS NOT NULL AS answered, counts_asked, doubted, claims_in_vain, lost_workers, retries,
			extract(epoch FROM deciding_time() - created_at)::float8 AS age""";

	private static final double MILLIS_A_SECOND = 1000;

	static ClaimRow of(Readable row) {
		return new ClaimRow(JobRow.lease(row), JobRow.receipt(row), JobRow.get(row, "was", String.class),
				JobRow.get(row, "source", String.class), JobRow.get(row, "lane", String.class),
				row.get("claimed_user_id", Long.class), JobRow.get(row, "credentialed", Boolean.class),
				JobRow.get(row, "uploaded", Boolean.class), resumeState(row));
	}

	private static ResumeState resumeState(Readable row) {
		return new ResumeState(JobRow.get(row, "answered", Boolean.class),
				JobRow.get(row, "counts_asked", Boolean.class), JobRow.get(row, "doubted", Boolean.class),
				JobRow.get(row, "claims_in_vain", Integer.class), JobRow.get(row, "lost_workers", Integer.class),
				JobRow.get(row, "retries", Integer.class),
				Duration.ofMillis((long) (JobRow.get(row, "age", Double.class) * MILLIS_A_SECOND)));
	}

	/**
	 * The job that this row and its walks describe.
	 * @throws ImpossibleRowException if they contradict each other
	 */
	ClaimedJob with(List<ListWalk> walks) {
		SourceKind kind = JobRow.constant(SourceKind.class, "source", this.source);
		if (!readable(kind)) {
			throw new ImpossibleRowException("what its " + kind + " is read with is missing");
		}
		AccountId account = (this.claimed != null) ? new AccountId(this.claimed) : null;
		return new ClaimedJob(this.lease, kind, laneOf(kind, account), account, this.receipt, this.resumeState,
				new Walks(one(walks, ListKind.FOLLOWERS), one(walks, ListKind.FOLLOWING)));
	}

	private boolean readable(SourceKind kind) {
		return switch (kind) {
			case WEB_SESSION -> this.credentialed;
			case DATA_EXPORT -> this.uploaded;
		};
	}

	// A wrong lane would spend somebody else's budget.
	private Lane laneOf(SourceKind kind, @Nullable AccountId account) {
		if (!Lane.isForm(this.lane)) {
			throw new ImpossibleRowException("its lane is of no known form");
		}
		Lane stored = new Lane(this.lane);
		boolean fits = switch (kind) {
			case WEB_SESSION -> stored.unconfirmed() || (account != null && stored.equals(Lane.ofAccount(account)));
			case DATA_EXPORT -> stored.equals(Lane.ofImport(this.lease.job()));
		};
		if (!fits) {
			throw new ImpossibleRowException("its lane is not one of its " + kind);
		}
		return stored;
	}

	private static ListWalk one(List<ListWalk> walks, ListKind list) {
		return walks.stream()
			.filter((walk) -> walk.list() == list)
			.findFirst()
			.orElseThrow(() -> new ImpossibleRowException("its list " + list + " is missing"));
	}

}
