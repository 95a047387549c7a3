package io.followsync.gateway.jobs;

import java.util.List;

import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.JobId;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/** The results of jobs, their members in the order of their names. */
@Repository
public class Results {

	private static final String FIND = "SELECT j.id, j.state, " + ProgressRows.FAILURE + ", "
			+ StoredState.CONTRADICTION + ", " + DetailRows.FIGURES
			+ """
					, apart.deleted, apart.nameless FROM jobs j LEFT JOIN job_results r ON r.job_id = j.id
					CROSS JOIN LATERAL (
					  SELECT coalesce(sum(l.deleted_accounts), 0)::bigint AS deleted, coalesce(sum(l.nameless_entries), 0)::bigint AS nameless
					  FROM job_lists l WHERE l.job_id = j.id
					) apart
					"""
			+ " WHERE j.id = :id AND " + ProgressRows.PRESENT;

	// Chunks and their members are in this order already, so only the chunks that a page
	// needs are read.
	static final String PAGE = """
			SELECT m.username, m.member_key, m.full_name, m.verified, m.private, m.confirmed
			FROM job_result_chunks c,
			  unnest(c.usernames, c.member_keys, c.full_names, c.verified, c.private, c.confirmed)
			    WITH ORDINALITY AS m (username, member_key, full_name, verified, private, confirmed, place)
			WHERE c.job_id = :job AND c.relation = :relation AND (c.last_username, c.last_member_key) > (:username, :key)
			  AND (m.username COLLATE "C", m.member_key) > (:username, :key)
			ORDER BY c.last_username, c.last_member_key, m.place
			LIMIT :limit
			""";

	private final DatabaseClient database;

	Results(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * Empty for a job that does not exist or is past its removal time; fails with
	 * {@link ErrorCode#JOB_UNREADABLE} for one that is stored in an impossible state.
	 */
	public Mono<JobResult> find(JobId job) {
		return UncancellableWork.from(this.database.sql(FIND).bind("id", job.value()).map(Results::result).one());
	}

	/**
	 * Up to {@code limit} members that follow {@code after}, read by one short query, so
	 * that a caller who stops reading never leaves a query open.
	 */
	public Mono<List<ResultMember>> page(JobId job, JobResult.View view, ResultMember.Key after, int limit) {
		return UncancellableWork.from(this.database.sql(PAGE)
			.bind("job", job.value())
			.bind("relation", view.relation())
			.bind("username", after.username())
			.bind("key", after.memberKey())
			.bind("limit", limit)
			.map(Results::member)
			.all()
			.collectList());
	}

	private static JobResult result(Readable row) {
		return new JobResult(ProgressRows.job(row), ProgressRows.state(row), ProgressRows.failure(row),
				DetailRows.figures(row),
				new JobResult.Omitted(required(row, "deleted", Long.class), required(row, "nameless", Long.class)));
	}

	private static ResultMember member(Readable row) {
		return new ResultMember(required(row, "member_key", Long.class), required(row, "username", String.class),
				required(row, "full_name", String.class), required(row, "verified", Boolean.class),
				required(row, "private", Boolean.class), required(row, "confirmed", Boolean.class));
	}

}
