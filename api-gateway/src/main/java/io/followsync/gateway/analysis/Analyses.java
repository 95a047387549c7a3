package io.followsync.gateway.analysis;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.followsync.runtime.database.Columns;
import io.followsync.vault.Fingerprints;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * The stored analyses. Imports are not included, nor are jobs past their removal time,
 * even if their rows are not swept yet.
 */
@Repository
public class Analyses {

	private static final String FIND = """
			SELECT j.id, j.state, j.started_at IS NOT NULL AS started, j.claimed_user_id, j.session_fingerprint,
			       j.created_at, j.started_at, j.ended_at,
			       nullif(concat_ws(' ', j.failure_message, j.failure_advice), '') AS failure,
			       extract(epoch FROM coalesce(j.ended_at, deciding_time()) - j.started_at)::float8 AS worked,
			       r.followers_count, r.following_count, r.not_following_back_count, r.unconfirmed_count, r.completed_at,
			       ARRAY(SELECT m.username FROM job_result_chunks c, unnest(c.usernames) WITH ORDINALITY AS m (username, place)
			              WHERE c.job_id = r.job_id AND c.relation = 'NOT_FOLLOWING_BACK'
			              ORDER BY c.last_username, c.last_member_key, m.place) AS not_following_back,
			       ARRAY(SELECT m.username
			               FROM job_result_chunks c, unnest(c.usernames, c.confirmed) WITH ORDINALITY AS m (username, confirmed, place)
			              WHERE c.job_id = r.job_id AND c.relation = 'NOT_FOLLOWING_BACK' AND NOT m.confirmed
			              ORDER BY c.last_username, c.last_member_key, m.place) AS unconfirmed, """
			+ StoredState.CONTRADICTION + """
					  FROM jobs j LEFT JOIN job_results r ON r.job_id = j.id AND j.state = 'COMPLETED'
					 WHERE j.id = $1 AND j.source = 'WEB_SESSION'
					   AND (j.remove_at IS NULL OR j.remove_at > deciding_time())
					""";

	private static final String COUNT_NAMES = """
			SELECT r.not_following_back_count + r.unconfirmed_count
			  FROM jobs j JOIN job_results r ON r.job_id = j.id
			 WHERE j.id = $1 AND j.source = 'WEB_SESSION' AND j.state = 'COMPLETED'
			""";

	private static final String REMOVE_ENDED = """
			DELETE FROM jobs j
			 WHERE id = $1 AND source = 'WEB_SESSION' AND remove_at > deciding_time()
			   AND state IN ('COMPLETED', 'FAILED', 'CANCELLED') AND %s
			RETURNING state
			""".formatted(StoredState.KNOWN);

	private static final String CANCELLED = "Cancelled";

	private final DatabaseClient database;

	Analyses(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * Empty when there is no such analysis; fails with {@link ErrorCode#JOB_UNREADABLE}
	 * when it is stored in an impossible state.
	 */
	public Mono<Analysis> find(JobId job) {
		return UncancellableWork.from(this.database.sql(FIND).bind(0, job.value()).map(Analyses::read).one());
	}

	/**
	 * How many names the result of an analysis holds, each counted as often as it is
	 * listed; empty when there is no result.
	 */
	public Mono<Long> countNames(JobId job) {
		return UncancellableWork.from(this.database.sql(COUNT_NAMES).bind(0, job.value()).mapValue(Long.class).one());
	}

	/**
	 * Removes an ended analysis with all its data and returns how it ended; empty when
	 * there is no such analysis or it has not ended.
	 */
	public Mono<Analysis.Status> removeEnded(JobId job) {
		return UncancellableWork.from(this.database.sql(REMOVE_ENDED)
			.bind(0, job.value())
			.map((row) -> Analysis.Status.of(JobState.valueOf(row.get("state", String.class)), true))
			.one());
	}

	private static Analysis read(Readable row) {
		JobId job = new JobId(row.get("id", UUID.class));
		JobState state = StoredState.of(job, row.get("state", String.class), row.get("contradiction", String.class));
		return new Analysis(job, Analysis.Status.of(state, row.get("started", Boolean.class)),
				new AccountId(row.get("claimed_user_id", Long.class)),
				Fingerprints.mask(row.get("session_fingerprint", byte[].class)),
				new Analysis.Times(row.get("created_at", Instant.class), row.get("started_at", Instant.class),
						row.get("ended_at", Instant.class)),
				Columns.duration(row, "worked"),
				(state == JobState.CANCELLED) ? CANCELLED : row.get("failure", String.class), result(row));
	}

	private static Analysis.@Nullable Result result(Readable row) {
		Instant completedAt = row.get("completed_at", Instant.class);
		return (completedAt == null) ? null
				: new Analysis.Result(row.get("followers_count", Long.class), row.get("following_count", Long.class),
						row.get("not_following_back_count", Long.class), row.get("unconfirmed_count", Long.class),
						List.of(row.get("not_following_back", String[].class)),
						List.of(row.get("unconfirmed", String[].class)), completedAt);
	}

}
