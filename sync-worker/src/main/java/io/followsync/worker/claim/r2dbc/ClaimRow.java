package io.followsync.worker.claim.r2dbc;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.JobKind;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.runtime.database.Columns;
import io.followsync.worker.claim.ClaimedJob;
import io.followsync.worker.claim.ClaimedJob.ResumeState;
import io.followsync.worker.claim.Lease;
import io.followsync.worker.claim.Lease.WriteReceipt;
import io.followsync.worker.completion.CredentialOwner;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.SourceTraits;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.TruncationFlags.ExportSign;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import io.followsync.worker.walk.WalkNumber;
import io.followsync.worker.walk.Walks;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

import static io.followsync.runtime.database.Columns.required;

/**
 * A claimed row as it is stored, not yet validated.
 *
 * @param was the state in which it was claimed
 */
record ClaimRow(Lease lease, WriteReceipt receipt, String was, String kind, String source, String lane,
		@Nullable Long claimed, boolean hasCredential, boolean hasUpload, ResumeState resumeState) {

	static final String COLUMNS = """
			jobs.id, kind, source, lane, claimed_user_id, fence, progress_seq, changed_at, cancel_requested,
			EXISTS (SELECT FROM job_credentials s WHERE s.job_id = jobs.id) AS has_credential,
			EXISTS (SELECT FROM import_files f WHERE f.job_id = jobs.id) AS has_upload,
			first_answer_at IS NOT NULL AS answered, counts_asked, doubted, claims_in_vain, lost_workers, retries,
			extract(epoch FROM deciding_time() - created_at)::float8 AS age""";

	static ClaimRow of(Readable row) {
		Lease lease = new Lease(new JobId(required(row, "id", UUID.class)), required(row, "fence", Long.class));
		WriteReceipt receipt = new WriteReceipt(required(row, "progress_seq", Long.class),
				required(row, "changed_at", Instant.class), required(row, "cancel_requested", Boolean.class), false);
		return new ClaimRow(lease, receipt, required(row, "was", String.class), required(row, "kind", String.class),
				required(row, "source", String.class), required(row, "lane", String.class),
				row.get("claimed_user_id", Long.class), required(row, "has_credential", Boolean.class),
				required(row, "has_upload", Boolean.class), resumeState(row));
	}

	private static ResumeState resumeState(Readable row) {
		return new ResumeState(required(row, "answered", Boolean.class), required(row, "counts_asked", Boolean.class),
				required(row, "doubted", Boolean.class), required(row, "claims_in_vain", Integer.class),
				required(row, "lost_workers", Integer.class), required(row, "retries", Integer.class),
				Columns.ofSeconds(required(row, "age", Double.class)));
	}

	/**
	 * A row of job_lists.
	 * @throws ImpossibleRowException if it is not a walk that can be resumed
	 */
	static ListWalk walk(Readable row) {
		String cursor = row.get("cursor", String.class);
		String end = row.get("walk_end", String.class);
		WalkNumber number = new WalkNumber(required(row, "walk", Integer.class),
				required(row, "extra_walks", Integer.class));
		ListWalk walk = new ListWalk(constant(ListKind.class, "list", required(row, "list", String.class)),
				number.walk(), (cursor != null) ? new Cursor(cursor) : null, required(row, "pages", Integer.class),
				required(row, "row_count", Long.class), required(row, "fetched", Long.class),
				row.get("declared", Long.class), required(row, "empty_pages", Integer.class),
				required(row, "stale_pages", Integer.class),
				new TruncationFlags(required(row, "limited", Boolean.class), required(row, "hidden", Long.class),
						exportSign(row)),
				required(row, "comparable", Boolean.class),
				(end != null) ? constant(WalkEnd.class, "walk_end", end) : null);
		if (!number.isPossible() || !walk.isSound()) {
			throw new ImpossibleRowException("the columns of its walk of " + walk.list() + " contradict each other");
		}
		return walk;
	}

	// The previous release stored only whether followers were cut to a date range.
	private static ExportSign exportSign(Readable row) {
		String sign = row.get("export_sign", String.class);
		if (sign != null) {
			return constant(ExportSign.class, "export_sign", sign);
		}
		return required(row, "date_range", Boolean.class) ? ExportSign.DATE_RANGE : ExportSign.NONE;
	}

	private static <E extends Enum<E>> E constant(Class<E> type, String column, String name) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equals(name)) {
				return constant;
			}
		}
		throw new ImpossibleRowException("its " + column + " is not known here");
	}

	/**
	 * The job that this row and its walks describe.
	 * @throws ImpossibleRowException if they contradict each other
	 */
	ClaimedJob with(List<ListWalk> walks, KnownJobs known) {
		JobKind kind = constant(JobKind.class, "kind", this.kind);
		SourceKind source = constant(SourceKind.class, "source", this.source);
		CredentialOwner owner = known.completion(kind).credentialOwner();
		SourceTraits traits = known.traits(source);
		if (!hasInput(owner, traits)) {
			throw new ImpossibleRowException("what its " + source + " is read with is missing");
		}
		AccountId account = (this.claimed != null) ? new AccountId(this.claimed) : null;
		return new ClaimedJob(this.lease, kind, source, laneOf(owner, source, traits, account), account, this.receipt,
				this.resumeState, new Walks(one(walks, ListKind.FOLLOWERS), one(walks, ListKind.FOLLOWING)));
	}

	// An account's credential may be deleted at any time, which is told when it is
	// opened.
	private boolean hasInput(CredentialOwner owner, SourceTraits traits) {
		return switch (traits.input()) {
			case CREDENTIAL -> owner == CredentialOwner.ACCOUNT || this.hasCredential;
			case UPLOAD -> this.hasUpload;
		};
	}

	// A wrong lane would spend somebody else's budget.
	private Lane laneOf(CredentialOwner owner, SourceKind source, SourceTraits traits, @Nullable AccountId account) {
		if (!Lane.isForm(this.lane)) {
			throw new ImpossibleRowException("its lane is of no known form");
		}
		Lane stored = new Lane(this.lane);
		boolean fits = switch (traits.input()) {
			case CREDENTIAL -> (owner == CredentialOwner.JOB && stored.isUnconfirmed())
					|| (account != null && stored.equals(Lane.ofAccount(account)));
			case UPLOAD -> stored.equals(Lane.ofImport(this.lease.job()));
		};
		if (!fits) {
			throw new ImpossibleRowException("its lane is not one of its " + source);
		}
		return stored;
	}

	private static ListWalk one(List<ListWalk> walks, ListKind list) {
		return walks.stream()
			.filter((walk) -> walk.list() == list)
			.findFirst()
			.orElseThrow(() -> new ImpossibleRowException("its list " + list + " is missing"));
	}

	/**
	 * Stored columns that contradict each other, or that this release cannot read. The
	 * message names columns and states, no data.
	 */
	static final class ImpossibleRowException extends RuntimeException {

		ImpossibleRowException(String contradiction) {
			super(contradiction);
		}

		String contradiction() {
			return Objects.requireNonNull(getMessage());
		}

	}

}
