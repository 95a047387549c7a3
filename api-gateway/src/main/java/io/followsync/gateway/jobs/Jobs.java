package io.followsync.gateway.jobs;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.followsync.gateway.database.BatchedReads;
import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.JobId;
import io.followsync.runtime.database.Columns;
import io.followsync.runtime.settings.JobTimes;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Reads and ends jobs. Empty for a job that does not exist or is past its removal time.
 * Reading a job that is stored in an impossible state fails with
 * {@link ErrorCode#JOB_UNREADABLE}; it can still be cancelled.
 */
@Repository
public class Jobs {

	private static final String DETAILS = "SELECT " + ProgressRows.COLUMNS + ", " + ProgressRows.POSITION + ", "
			+ DetailRows.COLUMNS + ", " + DetailRows.FIGURES + " FROM jobs j " + ProgressRows.LISTS + DetailRows.BUDGET
			+ "LEFT JOIN job_results r ON r.job_id = j.id" + ProgressRows.QUEUE + " WHERE j.id = :id AND "
			+ ProgressRows.PRESENT;

	// The row is locked before its state is read, so that a concurrent claim, park or end
	// by a worker cannot change the state in between. A job of a newer release is left to
	// it, which ends the job when it next looks at it.
	private static final String CANCEL = """
			WITH target AS (SELECT j.id, j.state, %s AS known FROM jobs j WHERE j.id = :id AND %s FOR UPDATE),
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

	private static final String WITHDRAW = "DELETE FROM jobs WHERE id = :id";

	private final DatabaseClient database;

	private final JobTimes properties;

	Jobs(DatabaseClient database, JobTimes properties) {
		this.database = database;
		this.properties = properties;
	}

	public Mono<JobDetails> find(JobId job) {
		return UncancellableWork
			.from(this.database.sql(DETAILS).bind("id", job.value()).map(DetailRows::details).one());
	}

	/**
	 * Ends a job at once if no worker holds it; asks the worker of a running job to stop
	 * at its next page. A job that has ended does not change. The write is not cancelled
	 * by a caller that goes away.
	 * @return whether there is such a job
	 */
	public Mono<Boolean> cancel(JobId job) {
		return UncancellableWork.from(this.database.sql(CANCEL)
			.bind("id", job.value())
			.bind("retention", Columns.seconds(this.properties.retention()))
			.mapValue(Long.class)
			.one()
			.map((jobs) -> jobs > 0));
	}

	/** Removes a job with all its data, whoever holds it. */
	Mono<Void> withdraw(JobId job) {
		return this.database.sql(WITHDRAW).bind("id", job.value()).then();
	}

	@Repository
	static class States implements JobStates {

		private static final String FIND = ProgressRows.WITH_QUEUE + "SELECT " + ProgressRows.COLUMNS + ", "
				+ ProgressRows.POSITION + " FROM jobs j " + ProgressRows.LISTS + ProgressRows.PLACE_IN_QUEUE + " WHERE "
				+ ProgressRows.PRESENT + " AND j.id = ANY(:ids)";

		private static final String CHANGES = "SELECT known.id AS known_id, " + ProgressRows.COLUMNS + """
				 FROM unnest(:ids, :seqs) AS known(id, seq)
				LEFT JOIN jobs j ON j.id = known.id AND
				""" + ProgressRows.PRESENT + " " + ProgressRows.LISTS + """
				WHERE j.id IS NULL OR j.progress_seq > known.seq
				""";

		private final DatabaseClient database;

		private final BatchedReads<JobId, Mono<Snapshot>> reads = new BatchedReads<>(this::read);

		States(DatabaseClient database) {
			this.database = database;
		}

		@Override
		public Mono<Snapshot> find(JobId job) {
			return UncancellableWork.from(this.reads.find(job).flatMap((state) -> state));
		}

		private Flux<BatchedReads.Row<JobId, Mono<Snapshot>>> read(List<JobId> jobs) {
			return this.database.sql(FIND)
				.bind("ids", jobs.stream().map(JobId::value).toArray(UUID[]::new))
				.map((row) -> new BatchedReads.Row<>(ProgressRows.job(row), snapshot(row)))
				.all();
		}

		// A job that cannot be read is no failure of the others.
		private static Mono<Snapshot> snapshot(Readable row) {
			try {
				return Mono.just(ProgressRows.snapshot(row));
			}
			catch (StoredState.ImpossibleRowException ex) {
				return Mono.error(ex);
			}
		}

		@Override
		public Flux<Change> changesSince(Map<JobId, Long> known) {
			Map<JobId, Long> asked = Map.copyOf(known);
			UUID[] ids = asked.keySet().stream().map(JobId::value).toArray(UUID[]::new);
			Long[] seqs = asked.values().toArray(Long[]::new);
			return UncancellableWork
				.from(this.database.sql(CHANGES)
					.bind("ids", ids)
					.bind("seqs", seqs)
					.map(States::change)
					.all()
					.collectList())
				.flatMapIterable((changes) -> changes);
		}

		private static Change change(Readable row) {
			if (row.get("id", UUID.class) == null) {
				return new Change.Removed(new JobId(Columns.required(row, "known_id", UUID.class)));
			}
			try {
				return new Change.Moved(ProgressRows.job(row), ProgressRows.progress(row));
			}
			catch (StoredState.ImpossibleRowException ex) {
				return new Change.Unreadable(ex.contradiction());
			}
		}

	}

}
