package io.followsync.gateway.jobs.r2dbc;

import java.util.List;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.jobs.ResultKey;
import io.followsync.gateway.jobs.ResultMember;
import io.followsync.gateway.jobs.ResultView;
import io.followsync.gateway.jobs.Results;
import io.followsync.job.JobId;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.gateway.jobs.r2dbc.ProgressRows.required;

@Repository
class R2dbcResults implements Results {

	// The column has collation "C", so this order is that of the primary key.
	private static final String PAGE = """
			SELECT username, member_key, full_name, verified, private, confirmed
			FROM job_result_members
			WHERE job_id = :job AND relation = :relation AND (username, member_key) > (:username, :key)
			ORDER BY username, member_key
			LIMIT :limit
			""";

	private final DatabaseClient database;

	R2dbcResults(DatabaseClient database) {
		this.database = database;
	}

	@Override
	public Mono<List<ResultMember>> page(JobId job, ResultView view, ResultKey after, int limit) {
		return UncancellableWork.from(this.database.sql(PAGE)
			.bind("job", job.value())
			.bind("relation", view.relation())
			.bind("username", after.username())
			.bind("key", after.memberKey())
			.bind("limit", limit)
			.map(R2dbcResults::member)
			.all()
			.collectList());
	}

	private static ResultMember member(Readable row) {
		return new ResultMember(required(row, "member_key", Long.class), required(row, "username", String.class),
				required(row, "full_name", String.class), required(row, "verified", Boolean.class),
				required(row, "private", Boolean.class), required(row, "confirmed", Boolean.class));
	}

}
