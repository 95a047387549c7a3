package io.followsync.worker.ledger.r2dbc;

import java.time.Instant;
import java.util.UUID;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.ledger.Lease;
import io.followsync.worker.ledger.WriteReceipt;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.source.ExportSign;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.walk.ListWalk;
import io.followsync.worker.walk.WalkEnd;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of jobs and job_lists into the values of the ledger.
 */
final class JobRow {

	private JobRow() {
	}

	/** The columns of {@link WriteReceipt}. */
	static WriteReceipt receipt(Readable row) {
		return new WriteReceipt(get(row, "progress_seq", Long.class), get(row, "changed_at", Instant.class),
				get(row, "cancel_requested", Boolean.class));
	}

	static Lease lease(Readable row) {
		return new Lease(new JobId(get(row, "id", UUID.class)), get(row, "fence", Long.class));
	}

	/**
	 * @throws ImpossibleRowException if the row is not a walk that can be resumed
	 */
	static ListWalk walk(Readable row) {
		String cursor = row.get("cursor", String.class);
		String end = row.get("walk_end", String.class);
		int number = get(row, "walk", Integer.class);
		int extra = get(row, "extra_walks", Integer.class);
		ListWalk walk = new ListWalk(constant(ListKind.class, "list", get(row, "list", String.class)), number + extra,
				(cursor != null) ? new Cursor(cursor) : null, get(row, "pages", Integer.class),
				get(row, "row_count", Long.class), get(row, "fetched", Long.class), row.get("declared", Long.class),
				get(row, "empty_pages", Integer.class), get(row, "stale_pages", Integer.class),
				new TruncationFlags(get(row, "limited", Boolean.class), get(row, "hidden", Long.class),
						exportSign(row)),
				get(row, "comparable", Boolean.class), (end != null) ? constant(WalkEnd.class, "walk_end", end) : null);
		if (!WalkNumber.isPossible(number, extra) || !walk.sound()) {
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
		return get(row, "date_range", Boolean.class) ? ExportSign.DATE_RANGE : ExportSign.NONE;
	}

	static <E extends Enum<E>> E constant(Class<E> type, String column, String name) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equals(name)) {
				return constant;
			}
		}
		throw new ImpossibleRowException("its " + column + " is not known here");
	}

	static <T> T get(Readable row, String column, Class<T> type) {
		@Nullable T value = row.get(column, type);
		if (value == null) {
			throw new IllegalStateException("column " + column + " is null");
		}
		return value;
	}

}
