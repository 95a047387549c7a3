package io.followsync.gateway.jobs;

import java.time.Instant;
import java.util.List;

import io.followsync.job.JobKind;
import io.followsync.job.SourceKind;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

import static io.followsync.runtime.database.Columns.required;

/** The columns of a job's details beyond its progress, and how they are read. */
final class DetailRows {

	/**
	 * Columns of {@code jobs j}, its lists {@code a} and {@code b} and its
	 * {@code budget}.
	 */
	static final String COLUMNS = """
			j.kind, j.source, j.created_at, j.queued_at, j.started_at, j.ended_at, j.remove_at,
			a.row_count AS a_rows, a.limited AS a_limited, a.hidden AS a_hidden, coalesce(a.export_sign = 'DATE_RANGE', a.date_range) AS a_date_range,
			a.walk_end AS a_walk_end, a.walk_began_at AS a_walk_began_at, a.walk_ended_at AS a_walk_ended_at,
			a.verdict_reason AS a_reason, nullif(a.export_sign, 'NONE') AS a_export_sign, a.deleted_accounts AS a_deleted,
			a.nameless_entries AS a_nameless,
			(SELECT count(*) FROM job_probes p WHERE p.job_id = j.id AND p.asked_at IS NOT NULL)::int AS a_probes,
			b.row_count AS b_rows, b.limited AS b_limited, b.hidden AS b_hidden, coalesce(b.export_sign = 'DATE_RANGE', b.date_range) AS b_date_range,
			b.walk_end AS b_walk_end, b.walk_began_at AS b_walk_began_at, b.walk_ended_at AS b_walk_ended_at,
			b.verdict_reason AS b_reason, nullif(b.export_sign, 'NONE') AS b_export_sign, b.deleted_accounts AS b_deleted,
			b.nameless_entries AS b_nameless, 0 AS b_probes, j.all_time,
			ARRAY(SELECT i.name FROM import_ignored_files i WHERE i.job_id = j.id ORDER BY i.name COLLATE "C") AS ignored_files,
			budget.tokens, budget.next_token_at, budget.per_hour, deciding_time() AS as_of
			""";

	/** The scarcest of the buckets that the lane of {@code jobs j} pays from. */
	static final String BUDGET = """
			LEFT JOIN known_sessions k ON k.lane = j.lane
			LEFT JOIN LATERAL (
			  SELECT CASE WHEN min(held) < 1 THEN 0 ELSE floor(min(held)) END::int AS tokens,
			    deciding_time() + make_interval(secs => max((1 - held) / per_second) FILTER (WHERE held < 1)) AS next_token_at,
			    3600 * min(per_second) AS per_hour
			  FROM (SELECT available_tokens(t, t.burst, t.per_second) AS held, t.per_second FROM token_buckets t
			    WHERE t.name IN (coalesce(k.account, j.lane), CASE WHEN j.lane LIKE 's:%' AND k.lane IS NULL THEN 'unconfirmed' END)) paying
			) budget ON true
			""";

	static final String FIGURES = """
			r.followers_count, r.following_count, r.not_following_back_count, r.fans_count, r.mutual_count,
			r.unconfirmed_count, r.completed_at
			""";

	static JobDetails details(Readable row) {
		JobStates.Snapshot now = ProgressRows.snapshot(row);
		SourceKind source = SourceKind.valueOf(required(row, "source", String.class));
		return new JobDetails(JobKind.valueOf(required(row, "kind", String.class)), source, now, evidence(row, "a_"),
				evidence(row, "b_"), (source == SourceKind.DATA_EXPORT) ? dataExport(row) : null, budget(row),
				figures(row), times(row));
	}

	static JobResult.@Nullable Figures figures(Readable row) {
		Instant completedAt = row.get("completed_at", Instant.class);
		return (completedAt == null) ? null : new JobResult.Figures(required(row, "followers_count", Long.class),
				required(row, "following_count", Long.class), required(row, "not_following_back_count", Long.class),
				required(row, "fans_count", Long.class), required(row, "mutual_count", Long.class),
				required(row, "unconfirmed_count", Long.class), completedAt);
	}

	private static JobDetails.ListEvidence evidence(Readable row, String prefix) {
		long rows = required(row, prefix + "rows", Long.class);
		return new JobDetails.ListEvidence(rows, rows - required(row, prefix + "fetched", Long.class),
				required(row, prefix + "limited", Boolean.class), required(row, prefix + "hidden", Long.class),
				required(row, prefix + "date_range", Boolean.class), row.get(prefix + "walk_end", String.class),
				row.get(prefix + "walk_began_at", Instant.class), row.get(prefix + "walk_ended_at", Instant.class),
				row.get(prefix + "reason", String.class), row.get(prefix + "export_sign", String.class),
				required(row, prefix + "deleted", Long.class), required(row, prefix + "nameless", Long.class),
				required(row, prefix + "probes", Integer.class));
	}

	private static JobDetails.DataExport dataExport(Readable row) {
		return new JobDetails.DataExport(required(row, "all_time", Boolean.class),
				List.of(required(row, "ignored_files", String[].class)));
	}

	private static JobDetails.@Nullable Budget budget(Readable row) {
		Integer tokens = row.get("tokens", Integer.class);
		return (tokens == null) ? null : new JobDetails.Budget(tokens, row.get("next_token_at", Instant.class),
				required(row, "per_hour", Double.class));
	}

	private static JobDetails.Times times(Readable row) {
		return new JobDetails.Times(required(row, "as_of", Instant.class), required(row, "created_at", Instant.class),
				required(row, "queued_at", Instant.class), row.get("started_at", Instant.class),
				row.get("ended_at", Instant.class), row.get("remove_at", Instant.class));
	}

}
