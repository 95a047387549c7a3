package io.followsync.gateway.syncs;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.Jobs;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/** The syncs of an account, live and ended. */
@Repository
public class Syncs {

	private static final String LIVE = """
			SELECT j.id, j.state, j.wait_reason, j.resumes_at, j.failure_kind, j.failure_message, j.failure_advice,
			       deciding_time() AS as_of, j.created_at, j.started_at, NULL::timestamptz AS ended_at,
			       a.fetched AS followers_fetched, a.declared AS followers_declared, a.pages AS followers_pages,
			       a.verdict AS followers_verdict, a.verdict_reason AS followers_reason,
			       b.fetched AS following_fetched, b.declared AS following_declared, b.pages AS following_pages,
			       b.verdict AS following_verdict, b.verdict_reason AS following_reason
			  FROM jobs j JOIN job_lists a ON a.job_id = j.id AND a.list = 'FOLLOWERS'
			  JOIN job_lists b ON b.job_id = j.id AND b.list = 'FOLLOWING'
			 WHERE j.claimed_user_id = :account AND j.kind = 'SYNC' AND j.state NOT IN ('COMPLETED', 'FAILED', 'CANCELLED')
			""";

	private static final String ENDED = """
			SELECT id, state, NULL AS wait_reason, NULL::timestamptz AS resumes_at, failure_kind, failure_message, failure_advice,
			       deciding_time() AS as_of, created_at, started_at, ended_at,
			       followers_fetched, followers_declared, followers_pages, followers_verdict, followers_reason,
			       following_fetched, following_declared, following_pages, following_verdict, following_reason
			  FROM ended_syncs WHERE account_id = :account
			""";

	// In one statement, so that a sync that ends meanwhile is in exactly one of the two.
	private static final String FIRST_PAGE = "(%s) UNION ALL (%s ORDER BY ended_at DESC, id DESC LIMIT :limit) "
		.formatted(LIVE, ENDED) + "ORDER BY ended_at DESC NULLS FIRST, id DESC LIMIT :limit";

	private static final String PAGE = ENDED
			+ "AND (ended_at, id) < (:before, :id) ORDER BY ended_at DESC, id DESC LIMIT :limit";

	private static final String FIND = ENDED + "AND id = :id";

	private final DatabaseClient database;

	private final Jobs jobs;

	Syncs(DatabaseClient database, Jobs jobs) {
		this.database = database;
		this.jobs = jobs;
	}

	/** A position in the order of a list of syncs, newest first. */
	public record Position(Instant endedAt, UUID id) {
	}

	/** The live sync, if there is one, and up to {@code limit} in all, newest first. */
	public Mono<List<Sync>> latest(AccountId account, int limit) {
		return list(this.database.sql(FIRST_PAGE).bind("account", account.value()).bind("limit", limit));
	}

	/** Up to {@code limit} ended syncs that come after the position. */
	public Mono<List<Sync>> endedBefore(AccountId account, Position position, int limit) {
		return list(this.database.sql(PAGE)
			.bind("account", account.value())
			.bind("before", position.endedAt())
			.bind("id", position.id())
			.bind("limit", limit));
	}

	/**
	 * A sync that is known to be the account's: its job, or, once that was removed, what
	 * is kept of it. Empty if there is neither. Fails with
	 * {@link ErrorCode#JOB_UNREADABLE} for a job in an impossible state.
	 */
	public Mono<Sync> find(AccountId account, JobId sync) {
		return this.jobs.find(sync)
			.map(Sync::of)
			.switchIfEmpty(UncancellableWork.from(this.database.sql(FIND)
				.bind("account", account.value())
				.bind("id", sync.value())
				.map(Syncs::sync)
				.one()));
	}

	private static Mono<List<Sync>> list(DatabaseClient.GenericExecuteSpec statement) {
		return UncancellableWork.from(statement.map(Syncs::sync).all().collectList());
	}

	private static Sync sync(Readable row) {
		String failure = row.get("failure_kind", String.class);
		return new Sync(new JobId(required(row, "id", UUID.class)), required(row, "state", String.class), null, null,
				new Sync.Lists(result(row, "followers_"), result(row, "following_")),
				row.get("wait_reason", String.class), row.get("resumes_at", Instant.class), null,
				(failure == null) ? null
						: new Sync.Failure(failure, required(row, "failure_message", String.class),
								row.get("failure_advice", String.class)),
				new Sync.Times(required(row, "as_of", Instant.class), required(row, "created_at", Instant.class),
						row.get("started_at", Instant.class), row.get("ended_at", Instant.class)));
	}

	private static Sync.ListResult result(Readable row, String prefix) {
		return new Sync.ListResult(required(row, prefix + "fetched", Long.class),
				row.get(prefix + "declared", Long.class), required(row, prefix + "pages", Integer.class),
				row.get(prefix + "verdict", String.class), row.get(prefix + "reason", String.class));
	}

}
