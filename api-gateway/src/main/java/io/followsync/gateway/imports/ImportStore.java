package io.followsync.gateway.imports;

import java.util.Map;

import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.runtime.database.Columns;
import io.followsync.runtime.settings.JobTimes;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Where uploads are stored. Until {@link #queue} the job is UPLOADING: no worker sees it
 * and it expires by itself. Of these methods, only {@link #queue} is cancelled by a
 * caller that goes away.
 */
@Repository
class ImportStore {

	private static final String BEGIN = """
			WITH job AS (
			  INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed, client_hash, remove_at)
			  VALUES (:job, 'ANALYSIS', 'DATA_EXPORT', 'UPLOADING', :lane, :hash, :sealed, :client,
			    deciding_time() + make_interval(secs => :timeout))
			  RETURNING id)
			INSERT INTO job_lists (job_id, list)
			SELECT id, list FROM job, (VALUES ('FOLLOWERS'), ('FOLLOWING')) both_lists (list)
			""";

	// No chunk is added to a job that has ended meanwhile: it would remain until that job
	// is removed.
	private static final String CHUNK = """
			INSERT INTO import_chunks (job_id, file, chunk, data)
			SELECT id, :file, :chunk, :data FROM jobs WHERE id = :job AND state = 'UPLOADING'
			""";

	private static final String FILE = """
			INSERT INTO import_files (job_id, file, name, size)
			SELECT id, :file, :name, :size FROM jobs WHERE id = :job AND state = 'UPLOADING'
			""";

	private static final String IGNORED = """
			INSERT INTO import_ignored_files (job_id, name)
			SELECT id, :name FROM jobs WHERE id = :job AND state = 'UPLOADING'
			""";

	// Clients take turns: an import comes after the others of its client, but not after
	// all that other clients have waiting (start-time fair queueing).
	private static final String QUEUE = """
			UPDATE jobs SET state = 'QUEUED', all_time = :allTime, remove_at = null, queued_at = deciding_time(), turn = greatest(0,
			    least((SELECT min(o.turn) FROM jobs o WHERE o.state = 'QUEUED' AND left(o.lane, 2) = 'i:'),
			      (SELECT min(o.turn) FROM jobs o WHERE o.state = 'RUNNING' AND left(o.lane, 2) = 'i:')),
			    (SELECT max(o.turn) + 1 FROM jobs o WHERE o.client_hash = jobs.client_hash
			      AND o.state IN ('QUEUED', 'RUNNING', 'PARKED'))),
			  dispatch_at = deciding_time() + make_interval(secs => :claimTimeout), fence = fence + 1, progress_seq = progress_seq + 1,
			  changed_at = deciding_time()
			WHERE id = :job AND state = 'UPLOADING' AND remove_at > deciding_time()
			""";

	private static final String DISCARD = "DELETE FROM jobs WHERE id = :job AND state = 'UPLOADING'";

	// PostgreSQL reads the length without reading the data. The chunks of an ended job
	// are deleted with its end, except by a worker of an older release; those do not
	// count.
	private static final String STORED_BYTES = """
			SELECT coalesce(sum(octet_length(data)), 0)::bigint AS bytes
			  FROM import_chunks c JOIN jobs j ON j.id = c.job_id AND j.ended_at IS NULL
			""";

	private final DatabaseClient database;

	private final double uploadTimeout;

	private final double claimTimeout;

	ImportStore(DatabaseClient database, Imports.Limits imports, JobTimes jobs) {
		this.database = database;
		this.uploadTimeout = Columns.seconds(imports.uploadTimeout());
		this.claimTimeout = Columns.seconds(jobs.claimTimeout());
	}

	record NewImport(JobId job, Capability capability, CapabilityIssuer.Issued issued, byte[] clientHash) {

		/** Every import has a lane of its own. */
		Lane lane() {
			return Lane.ofImport(this.job);
		}

	}

	/** Stores the job and its lists. */
	Mono<Void> begin(NewImport upload) {
		return write(BEGIN,
				Map.of("job", upload.job().value(), "lane", upload.lane().value(), "hash", upload.issued().hash(),
						"sealed", upload.issued().sealed(), "client", upload.clientHash(), "timeout",
						this.uploadTimeout));
	}

	/** Stores one chunk of a file's gzip stream; chunks are numbered from 0. */
	Mono<Void> addChunk(JobId job, int file, int chunk, byte[] data) {
		return write(CHUNK, Map.of("job", job.value(), "file", file, "chunk", chunk, "data", data));
	}

	/** Completes a file, whose size is in bytes as sent, before compression. */
	Mono<Void> completeFile(JobId job, int file, String name, long size) {
		return write(FILE, Map.of("job", job.value(), "file", file, "name", name, "size", size));
	}

	/** Notes a file that is known to be neither list and is not stored. */
	Mono<Void> noteIgnored(JobId job, String name) {
		return write(IGNORED, Map.of("job", job.value(), "name", name));
	}

	/**
	 * Hands the job over to the workers; false when it is no longer being uploaded. The
	 * caller must make sure that it is not cancelled.
	 */
	Mono<Boolean> queue(JobId job, boolean allTime) {
		return change(QUEUE, Map.of("job", job.value(), "allTime", allTime, "claimTimeout", this.claimTimeout));
	}

	/**
	 * The compressed size of all uploads whose jobs have not ended, including unfinished
	 * ones.
	 */
	Mono<Long> storedBytes() {
		return UncancellableWork.from(this.database.sql(STORED_BYTES).mapValue(Long.class).one());
	}

	/** Removes a job that is still being uploaded, with all its data. */
	Mono<Void> discard(JobId job) {
		return write(DISCARD, Map.of("job", job.value()));
	}

	private Mono<Void> write(String statement, Map<String, ?> values) {
		return UncancellableWork.from(change(statement, values)).then();
	}

	private Mono<Boolean> change(String statement, Map<String, ?> values) {
		return this.database.sql(statement).bindValues(values).fetch().rowsUpdated().map((rows) -> rows > 0);
	}

}
