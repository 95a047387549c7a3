package io.followsync.gateway.jobs;

import java.time.Instant;
import java.util.UUID;

import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.queue.QueueStanding;
import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobProgress.ListProgress;
import io.followsync.job.JobProgress.Phase;
import io.followsync.job.JobState;
import io.followsync.job.VerdictKind;
import io.followsync.job.WaitReason;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

import static io.followsync.runtime.database.Columns.required;

/** The columns of a job's progress, and how they are read. */
final class ProgressRows {

	/** Columns of {@code jobs j} that {@link #failure} reads. */
	static final String FAILURE = "j.failure_kind, j.failure_message, j.failure_advice";

	/**
	 * Columns of {@code jobs j} and its lists {@code a} (followers) and {@code b}
	 * (following).
	 */
	static final String COLUMNS = FAILURE
			+ """
					, j.id, j.progress_seq, j.state, CASE WHEN j.state = 'RUNNING' THEN CASE WHEN a.walk_end IS NULL THEN 'FOLLOWERS'
					  WHEN b.walk_end IS NULL THEN 'FOLLOWING' ELSE 'VERDICT' END END AS phase, j.wait_reason, j.resumes_at,
					j.changed_at,
					a.fetched AS a_fetched, a.declared AS a_declared, a.pages AS a_pages, a.walk + a.extra_walks AS a_walk,
					a.verdict AS a_verdict,
					b.fetched AS b_fetched, b.declared AS b_declared, b.pages AS b_pages, b.walk + b.extra_walks AS b_walk,
					b.verdict AS b_verdict, """
			+ StoredState.CONTRADICTION;

	static final String LISTS = """
			LEFT JOIN job_lists a ON a.job_id = j.id AND a.list = 'FOLLOWERS'
			LEFT JOIN job_lists b ON b.job_id = j.id AND b.list = 'FOLLOWING'
			""";

	static final String PRESENT = "(j.remove_at IS NULL OR j.remove_at > deciding_time())";

	static final String POSITION = "place.place AS position, j.lane LIKE 'a:%' AS proven";

	/** The queue's table for {@link #POSITION}, to be joined last. */
	static final String QUEUE = " CROSS JOIN LATERAL queue_position(j) place ";

	/**
	 * Begins a statement that reads the jobs {@code :ids}. It reads the queue once, up to
	 * the last of them; {@link #QUEUE} would read it for each of them.
	 */
	static final String WITH_QUEUE = """
			WITH queue AS MATERIALIZED (
			  SELECT q.id, q.place FROM (
			      SELECT queued_at, id FROM jobs WHERE id = ANY(:ids) AND state = 'QUEUED' AND started_at IS NULL
			      ORDER BY queued_at DESC, id DESC LIMIT 1) AS last
			    CROSS JOIN LATERAL queue_up_to(last.queued_at, last.id) q
			  WHERE q.id = ANY(:ids))
			""";

	/**
	 * The table for {@link #POSITION} after {@link #WITH_QUEUE}. Nobody is behind the
	 * {@linkplain QueueStanding#LAST_POSITION last position}.
	 */
	static final String PLACE_IN_QUEUE = """
			 LEFT JOIN queue ON queue.id = j.id CROSS JOIN LATERAL (
			  SELECT CASE WHEN j.state = 'QUEUED' AND j.started_at IS NULL THEN coalesce(queue.place, %d) ELSE 0 END AS place) place
			"""
		.formatted(QueueStanding.LAST_POSITION);

	static JobId job(Readable row) {
		return new JobId(required(row, "id", UUID.class));
	}

	static JobStates.Snapshot snapshot(Readable row) {
		return new JobStates.Snapshot(job(row), progress(row), required(row, "position", Integer.class),
				required(row, "proven", Boolean.class));
	}

	static JobProgress progress(Readable row) {
		JobState state = state(row);
		return new JobProgress(required(row, "progress_seq", Long.class), state, optional(row, "phase", Phase.class),
				new JobProgress.Lists(list(row, "a_"), list(row, "b_")), optional(row, "wait_reason", WaitReason.class),
				row.get("resumes_at", Instant.class), failure(row), required(row, "changed_at", Instant.class));
	}

	/**
	 * To be read first: every other constant is known if this does not throw.
	 * @throws StoredState.ImpossibleRowException if the rest of the row contradicts it
	 */
	static JobState state(Readable row) {
		return StoredState.of(job(row), required(row, "state", String.class), row.get("contradiction", String.class));
	}

	static JobProgress.@Nullable Failure failure(Readable row) {
		FailureKind kind = optional(row, "failure_kind", FailureKind.class);
		return (kind == null) ? null : new JobProgress.Failure(kind, required(row, "failure_message", String.class),
				row.get("failure_advice", String.class));
	}

	private static ListProgress list(Readable row, String prefix) {
		return new ListProgress(required(row, prefix + "fetched", Long.class), row.get(prefix + "declared", Long.class),
				required(row, prefix + "pages", Integer.class), required(row, prefix + "walk", Integer.class),
				optional(row, prefix + "verdict", VerdictKind.class));
	}

	private static <E extends Enum<E>> @Nullable E optional(Readable row, String column, Class<E> type) {
		String name = row.get(column, String.class);
		return (name == null) ? null : Enum.valueOf(type, name);
	}

}
