package io.followsync.gateway.jobs.r2dbc;

import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.jobs.JobDetails;
import io.followsync.gateway.jobs.JobOutcome;
import io.followsync.gateway.jobs.Jobs;
import io.followsync.gateway.jobs.JobsProperties;
import io.followsync.gateway.jobs.Omitted;
import io.followsync.job.Capability;
import io.followsync.vault.Fingerprints;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class R2dbcJobs implements Jobs {

	private static final String OF_CAPABILITY = " WHERE j.capability_hash = :hash AND " + ProgressRows.PRESENT;

	private static final String DETAILS = "SELECT " + ProgressRows.COLUMNS + ", " + ProgressRows.POSITION + ", "
			+ DetailRows.COLUMNS + ", " + DetailRows.FIGURES + " FROM jobs j " + ProgressRows.LISTS + DetailRows.BUDGET
			+ """
					LEFT JOIN job_results r ON r.job_id = j.id
					""" + OF_CAPABILITY;

	private static final String OUTCOME = "SELECT j.id, j.state, j.failure_kind, j.failure_message, "
			+ StoredState.CONTRADICTION + ", " + DetailRows.FIGURES
			+ """
					, apart.deleted, apart.nameless FROM jobs j LEFT JOIN job_results r ON r.job_id = j.id
					CROSS JOIN LATERAL (
					  SELECT coalesce(sum(l.deleted_accounts), 0)::bigint AS deleted, coalesce(sum(l.nameless_entries), 0)::bigint AS nameless
					  FROM job_lists l WHERE l.job_id = j.id
					) apart
					"""
			+ OF_CAPABILITY;

	// The row is locked before its state is read, so that a concurrent claim, park or end
	// by a worker cannot change the state in between. A job of a newer release is left to
	// it, which ends the job when it next looks at it.
	private static final String CANCEL = """
			WITH target AS (SELECT j.id, j.state, %s AS known FROM jobs j WHERE j.capability_hash = :hash AND %s FOR UPDATE),
			ended AS (
			  UPDATE jobs SET state = 'CANCELLED', fence = fence + 1, progress_seq = progress_seq + 1,
			    changed_at = deciding_time(), ended_at = deciding_time(), remove_at = deciding_time() + make_interval(secs => :retention),
			    holds_lane = false, worker_id = null, lease_until = null, dispatch_at = null, wait_reason = null,
			    resumes_at = null
			  FROM target WHERE jobs.id = target.id AND target.known AND target.state IN ('UPLOADING', 'QUEUED', 'PARKED')
			  RETURNING jobs.id),
			asked AS (
			  UPDATE jobs SET cancel_requested = true
			  FROM target WHERE jobs.id = target.id AND (target.state = 'RUNNING' OR NOT target.known)),
			forgotten AS (DELETE FROM job_credentials USING ended WHERE job_id = ended.id),
			dropped AS (DELETE FROM import_chunks USING ended WHERE job_id = ended.id),
			named AS (DELETE FROM import_files USING ended WHERE job_id = ended.id)
			SELECT count(*) AS jobs FROM target
			"""
		.formatted(StoredState.KNOWN, ProgressRows.PRESENT);

	private static final double MILLIS_A_SECOND = 1000;

	private final DatabaseClient database;

	private final Fingerprints fingerprints;

	private final JobsProperties properties;

	R2dbcJobs(DatabaseClient database, Fingerprints fingerprints, JobsProperties properties) {
		this.database = database;
		this.fingerprints = fingerprints;
		this.properties = properties;
	}

	@Override
	public Mono<JobDetails> find(Capability capability) {
		return UncancellableWork.from(this.database.sql(DETAILS)
			.bind("hash", this.fingerprints.of(capability))
			.map(DetailRows::details)
			.all()
			.singleOrEmpty());
	}

	@Override
	public Mono<JobOutcome> outcome(Capability capability) {
		return UncancellableWork.from(this.database.sql(OUTCOME)
			.bind("hash", this.fingerprints.of(capability))
			.map(R2dbcJobs::read)
			.all()
			.singleOrEmpty());
	}

	@Override
	public Mono<Boolean> cancel(Capability capability) {
		return UncancellableWork.from(this.database.sql(CANCEL)
			.bind("hash", this.fingerprints.of(capability))
			.bind("retention", this.properties.retention().toMillis() / MILLIS_A_SECOND)
			.map((row) -> ProgressRows.required(row, "jobs", Long.class) > 0)
			.all()
			.single());
	}

	private static JobOutcome read(Readable row) {
		return new JobOutcome(ProgressRows.job(row), ProgressRows.state(row), ProgressRows.failure(row),
				DetailRows.figures(row), new Omitted(ProgressRows.required(row, "deleted", Long.class),
						ProgressRows.required(row, "nameless", Long.class)));
	}

}
