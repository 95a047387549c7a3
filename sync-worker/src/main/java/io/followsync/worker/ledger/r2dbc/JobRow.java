package io.followsync.worker.ledger.r2dbc;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.Written;
import io.followsync.worker.source.CutSigns;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of jobs and job_lists into the values of the ledger.
 */
final class JobRow {

	private static final double MILLIS_A_SECOND = 1000;

	private JobRow() {
	}

	/** The columns of {@link Written}. */
	static Written written(Readable row) {
		return new Written(get(row, "progress_seq", Long.class), get(row, "changed_at", Instant.class),
				get(row, "cancel_requested", Boolean.class));
	}

	static Lease lease(Readable row) {
		return new Lease(new JobId(get(row, "id", UUID.class)), get(row, "fence", Long.class));
	}

	static ClaimedJob claimed(Readable row, ListWalk followers, ListWalk following) {
		Long claimed = row.get("claimed_user_id", Long.class);
		return new ClaimedJob(lease(row), SourceKind.valueOf(get(row, "source", String.class)),
				new Lane(get(row, "lane", String.class)), (claimed != null) ? new AccountId(claimed) : null,
				written(row), get(row, "answered", Boolean.class), get(row, "counts_asked", Boolean.class),
				get(row, "doubted", Boolean.class), get(row, "claims_in_vain", Integer.class),
				get(row, "retries", Integer.class),
				Duration.ofMillis((long) (get(row, "age", Double.class) * MILLIS_A_SECOND)), followers, following);
	}

	static ListWalk walk(Readable row) {
		String cursor = row.get("cursor", String.class);
		String end = row.get("walk_end", String.class);
		return new ListWalk(ListKind.valueOf(get(row, "list", String.class)), get(row, "walk", Integer.class),
				(cursor != null) ? new Cursor(cursor) : null, get(row, "pages", Integer.class),
				get(row, "row_count", Long.class), get(row, "fetched", Long.class), row.get("declared", Long.class),
				get(row, "empty_pages", Integer.class), get(row, "stale_pages", Integer.class),
				new CutSigns(get(row, "limited", Boolean.class), get(row, "hidden", Long.class),
						get(row, "date_range", Boolean.class)),
				get(row, "comparable", Boolean.class), (end != null) ? WalkEnd.valueOf(end) : null);
	}

	static <T> T get(Readable row, String column, Class<T> type) {
		@Nullable T value = row.get(column, type);
		if (value == null) {
			throw new IllegalStateException("column " + column + " is null");
		}
		return value;
	}

}
