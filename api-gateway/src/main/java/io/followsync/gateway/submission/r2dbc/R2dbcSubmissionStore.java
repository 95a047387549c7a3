package io.followsync.gateway.submission.r2dbc;

import java.util.UUID;

import io.followsync.gateway.analysis.AnalysisStatus;
import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.jobs.JobsProperties;
import io.followsync.gateway.submission.Submission;
import io.followsync.gateway.submission.SubmissionStore;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcSubmissionStore implements SubmissionStore {

	private static final String INSERT = """
			WITH job AS (
			  INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, session_fingerprint,
			                    capability_hash, capability_sealed, dispatch_at)
			  VALUES ($1, 'ANALYSIS', 'WEB_SESSION', 'QUEUED', $2, $3, $4, $5, $6, deciding_time() + $7::interval)
			  ON CONFLICT DO NOTHING
			  RETURNING id
			), lists AS (
			  INSERT INTO job_lists (job_id, list)
			  SELECT id, list FROM job, (VALUES ('FOLLOWERS'), ('FOLLOWING')) both_lists (list)
			)
			INSERT INTO job_credentials (job_id, sealed) SELECT id, $8 FROM job
			""";

	private static final String REMOVE_EXPIRED = """
			DELETE FROM jobs
			 WHERE (session_fingerprint = $1 OR capability_hash = $2) AND remove_at <= deciding_time()
			""";

	private static final String FIND = """
			SELECT j.id, j.capability_sealed, j.state, j.started_at IS NOT NULL AS started, %s
			  FROM jobs j WHERE j.session_fingerprint = $1 OR j.capability_hash = $2
			 ORDER BY j.session_fingerprint = $1 DESC NULLS LAST LIMIT 1
			""".formatted(StoredState.CONTRADICTION);

	private static final String WITHDRAW = "DELETE FROM jobs WHERE id = $1";

	private final DatabaseClient database;

	private final String claimTimeout;

	R2dbcSubmissionStore(DatabaseClient database, JobsProperties properties) {
		this.database = database;
		this.claimTimeout = properties.claimTimeout().toMillis() + " milliseconds";
	}

	@Override
	public Mono<Boolean> insert(Submission submission) {
		return this.database.sql(INSERT)
			.bind(0, submission.job().value())
			.bind(1, submission.lane().value())
			.bind(2, submission.claimed().value())
			.bind(3, submission.fingerprint())
			.bind(4, submission.capabilityHash())
			.bind(5, submission.capability())
			.bind(6, this.claimTimeout)
			.bind(7, submission.credential())
			.fetch()
			.rowsUpdated()
			.map((rows) -> rows == 1);
	}

	@Override
	public Mono<Void> withdraw(JobId job) {
		return this.database.sql(WITHDRAW).bind(0, job.value()).then();
	}

	@Override
	public Mono<Existing> findOrRemoveExpired(Submission submission) {
		return this.database.sql(REMOVE_EXPIRED)
			.bind(0, submission.fingerprint())
			.bind(1, submission.capabilityHash())
			.then()
			.then(Mono.defer(() -> find(submission)));
	}

	private Mono<Existing> find(Submission submission) {
		return this.database.sql(FIND)
			.bind(0, submission.fingerprint())
			.bind(1, submission.capabilityHash())
			.map(R2dbcSubmissionStore::existing)
			.one();
	}

	private static Existing existing(Readable row) {
		JobId job = new JobId(row.get("id", UUID.class));
		JobState state = StoredState.of(job, row.get("state", String.class), row.get("contradiction", String.class));
		return new Existing(job, row.get("capability_sealed", byte[].class),
				AnalysisStatus.of(state, row.get("started", Boolean.class)));
	}

}
