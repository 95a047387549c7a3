package io.followsync.gateway.analysis;

import java.util.List;
import java.util.UUID;

import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.gateway.database.StoredState;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.followsync.job.Lane;
import io.followsync.runtime.settings.JobTimes;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

@Repository
class SubmissionStore {

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

	private final DatabaseClient database;

	private final String claimTimeout;

	SubmissionStore(DatabaseClient database, JobTimes properties) {
		this.database = database;
		this.claimTimeout = properties.claimTimeout().toMillis() + " milliseconds";
	}

	/** An analysis as it is stored: nothing of the session can be read from it. */
	record Submission(JobId job, Lane lane, AccountId claimed, byte[] fingerprint, CapabilityIssuer.Issued capability,
			byte[] credential) {
	}

	/** A job of the same session or with the same capability, which is sealed. */
	record Existing(JobId job, byte[] capability, Analysis.Status status) {
	}

	/**
	 * Stores the job, its lists and its credential, or none of them. False if a job of
	 * that session or with that capability exists; of any number of concurrent
	 * submissions exactly one succeeds.
	 */
	Mono<Boolean> insert(Submission submission) {
		return this.database.sql(INSERT)
			.bindValues(List.of(submission.job().value(), submission.lane().value(), submission.claimed().value(),
					submission.fingerprint(), submission.capability().hash(), submission.capability().sealed(),
					this.claimTimeout, submission.credential()))
			.fetch()
			.rowsUpdated()
			.map((rows) -> rows == 1);
	}

	/**
	 * The existing job that blocks the submission. A job past its removal time does not:
	 * it is removed, and the result is empty.
	 */
	Mono<Existing> findOrRemoveExpired(Submission submission) {
		List<byte[]> keys = List.of(submission.fingerprint(), submission.capability().hash());
		return this.database.sql(REMOVE_EXPIRED)
			.bindValues(keys)
			.then()
			.then(this.database.sql(FIND).bindValues(keys).map(SubmissionStore::existing).one());
	}

	private static Existing existing(Readable row) {
		JobId job = new JobId(row.get("id", UUID.class));
		JobState state = StoredState.of(job, row.get("state", String.class), row.get("contradiction", String.class));
		return new Existing(job, row.get("capability_sealed", byte[].class),
				Analysis.Status.of(state, row.get("started", Boolean.class)));
	}

}
