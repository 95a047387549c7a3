package io.followsync.gateway.jobs;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;

import org.springframework.r2dbc.core.DatabaseClient;

/** Puts jobs into the database as a gateway and its workers would. */
public final class TestJobs {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final DatabaseClient database;

	private final Fingerprints fingerprints;

	public TestJobs(DatabaseClient database, Fingerprints fingerprints) {
		this.database = database;
		this.fingerprints = fingerprints;
	}

	/** A job and its capability. */
	public record TestJob(JobId id, Capability capability) {

		public String path() {
			return "/api/v1/jobs/" + this.capability.value();
		}

	}

	/** A job in a state, with the columns that the schema requires in that state. */
	public TestJob insert(JobState state) {
		return insert(state, Capability.random());
	}

	public TestJob insert(JobState state, Capability capability) {
		TestJob job = new TestJob(JobId.next(), capability);
		this.database.sql("""
				INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed, progress_seq)
				VALUES (:id, 'ANALYSIS', 'WEB_SESSION', 'QUEUED', :lane, :hash, ''::bytea, 1)
				""")
			.bind("id", job.id().value())
			.bind("lane", "a:" + Math.abs((long) job.id().hashCode()))
			.bind("hash", this.fingerprints.of(job.capability()))
			.fetch()
			.rowsUpdated()
			.block(TIMEOUT);
		run("INSERT INTO job_lists (job_id, list) VALUES (:id, 'FOLLOWERS'), (:id, 'FOLLOWING')", job.id());
		run("INSERT INTO job_credentials (job_id, sealed) VALUES (:id, ''::bytea)", job.id());
		move(job.id(), state);
		return job;
	}

	/** Advances a job by one seq, as a worker would. */
	public void move(JobId job, JobState state) {
		String columns = switch (state) {
			case UPLOADING -> "remove_at = deciding_time() + interval '10 minutes'";
			case QUEUED -> "holds_lane = false, worker_id = null, lease_until = null";
			case RUNNING -> """
					holds_lane = true, worker_id = 'w', lease_until = deciding_time() + interval '1 minute',
					started_at = coalesce(started_at, deciding_time()),
					wait_reason = null, resumes_at = null""";
			case PARKED ->
				"""
						holds_lane = true, worker_id = null, lease_until = null, started_at = deciding_time(),
						wait_reason = 'BUDGET', resumes_at = '2030-01-01T00:00:00Z', dispatch_at = '2030-01-01T00:00:00Z'""";
			case COMPLETED -> ended();
			case CANCELLED -> ended();
			case FAILED -> "failure_kind = 'INCOMPLETE', failure_message = 'The lists are not whole.', " + ended();
		};
		run("UPDATE jobs SET state = '" + state + "', fence = fence + 1, progress_seq = progress_seq + 1, "
				+ "changed_at = deciding_time(), " + columns + " WHERE id = :id", job);
	}

	/** The result of a completed job, with members named by a format from 1 to count. */
	public void result(JobId job, JobResult.View view, String nameFormat, int count) {
		run("INSERT INTO job_results VALUES (:id, 7, 8, 0, 0, 0, 1) ON CONFLICT DO NOTHING", job);
		String counter = switch (view) {
			case NOT_FOLLOWING_BACK -> "not_following_back_count";
			case FANS -> "fans_count";
			case MUTUAL -> "mutual_count";
		};
		run("UPDATE job_results SET " + counter + " = " + count + " WHERE job_id = :id", job);
		run("""
				INSERT INTO job_result_chunks
				SELECT :id, '%s', max(name), 9007199254740993 + max(n), array_agg(name ORDER BY n), array_agg(9007199254740993 + n ORDER BY n),
				  array_agg('Name ' || n ORDER BY n), array_agg(n %% 2 = 0 ORDER BY n), array_agg(false), array_agg(true)
				FROM (SELECT n, format('%s', lpad(n::text, 6, '0')) AS name FROM generate_series(1, %d) n) AS members
				GROUP BY (n - 1) / 500
				"""
			.formatted(view.relation(), nameFormat, count), job);
	}

	public long run(String statement, JobId job) {
		return Objects
			.requireNonNull(this.database.sql(statement).bind("id", job.value()).fetch().rowsUpdated().block(TIMEOUT));
	}

	public <T> T value(String query, JobId job, Class<T> type) {
		return Objects
			.requireNonNull(this.database.sql(query).bind("id", job.value()).mapValue(type).one().block(TIMEOUT));
	}

	/** The id of a job that does not exist. */
	public static JobId unknown() {
		return new JobId(UUID.randomUUID());
	}

	private static String ended() {
		return """
				holds_lane = false, worker_id = null, lease_until = null, dispatch_at = null, wait_reason = null,
				resumes_at = null, ended_at = deciding_time(), remove_at = deciding_time() + interval '5 minutes'""";
	}

}
