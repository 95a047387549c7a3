package io.followsync.gateway.analysis.r2dbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.analysis.AnalysisStatus;
import io.followsync.gateway.database.ImpossibleRowException;
import io.followsync.gateway.database.StoredState;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/** One analysis with its result, in one row. */
final class AnalysisRow {

	static final String SELECT = """
			SELECT j.id, j.state, j.started_at IS NOT NULL AS started, j.claimed_user_id, j.session_fingerprint,
			       j.created_at, j.started_at, j.ended_at, j.failure_message,
			       extract(epoch FROM coalesce(j.ended_at, deciding_time()) - j.started_at)::float8 AS worked,
			       r.followers_count, r.following_count, r.not_following_back_count, r.unconfirmed_count, r.completed_at,
			       ARRAY(SELECT m.username FROM job_result_members m
			              WHERE m.job_id = r.job_id AND m.relation = 'NOT_FOLLOWING_BACK'
			              ORDER BY m.username, m.member_key) AS not_following_back,
			       ARRAY(SELECT m.username FROM job_result_members m
			              WHERE m.job_id = r.job_id AND m.relation = 'NOT_FOLLOWING_BACK' AND NOT m.confirmed
			              ORDER BY m.username, m.member_key) AS unconfirmed, """
			+ StoredState.CONTRADICTION + """
					  FROM jobs j LEFT JOIN job_results r ON r.job_id = j.id AND j.state = 'COMPLETED'
					 WHERE j.capability_hash = $1 AND j.source = 'WEB_SESSION'
					   AND (j.remove_at IS NULL OR j.remove_at > deciding_time())
					""";

	private static final String CANCELLED = "Cancelled";

	private AnalysisRow() {
	}

	/**
	 * @throws ImpossibleRowException if the row contradicts itself
	 */
	static Analysis read(Readable row) {
		JobId job = new JobId(row.get("id", UUID.class));
		JobState state = StoredState.of(job, row.get("state", String.class), row.get("contradiction", String.class));
		return new Analysis(job, AnalysisStatus.of(state, row.get("started", Boolean.class)),
				new AccountId(row.get("claimed_user_id", Long.class)),
				Fingerprints.mask(row.get("session_fingerprint", byte[].class)), times(row),
				seconds(row.get("worked", Double.class)),
				(state == JobState.CANCELLED) ? CANCELLED : row.get("failure_message", String.class), result(row));
	}

	private static Analysis.Times times(Readable row) {
		return new Analysis.Times(row.get("created_at", Instant.class), row.get("started_at", Instant.class),
				row.get("ended_at", Instant.class));
	}

	private static Analysis.@Nullable Result result(Readable row) {
		Instant completedAt = row.get("completed_at", Instant.class);
		return (completedAt == null) ? null
				: new Analysis.Result(row.get("followers_count", Long.class), row.get("following_count", Long.class),
						row.get("not_following_back_count", Long.class), row.get("unconfirmed_count", Long.class),
						List.of(row.get("not_following_back", String[].class)),
						List.of(row.get("unconfirmed", String[].class)), completedAt);
	}

	private static @Nullable Duration seconds(@Nullable Double seconds) {
		return (seconds == null) ? null : Duration.ofMillis(Math.round(seconds * 1000));
	}

}
