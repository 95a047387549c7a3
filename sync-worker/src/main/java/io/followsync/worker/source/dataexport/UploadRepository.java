package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.runtime.database.DatabaseWait;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/** The files of imports as the gateway stored them. */
@Repository
class UploadRepository {

	private static final String SELECT_FILES = """
			SELECT file AS number, name FROM import_files WHERE job_id = :job ORDER BY file
			""";

	private static final String SELECT_ALL_TIME = "SELECT all_time FROM jobs WHERE id = :job";

	// The same for every worker that reads the upload, so without a fence.
	private static final String UPDATE_OMITTED = """
			UPDATE job_lists SET deleted_accounts = :deleted, nameless_entries = :nameless
			WHERE job_id = :job AND list = :list""";

	private static final String SELECT_NEXT_CHUNK = """
			SELECT chunk AS number, data FROM import_chunks
			WHERE job_id = :job AND file = :file AND chunk > :after
			ORDER BY chunk LIMIT 1
			""";

	// While it waits, no other import of this worker is read.
	private static final Duration MAX_WAIT = Duration.ofSeconds(10);

	private static final int BEFORE_FIRST = -1;

	private final DatabaseClient database;

	UploadRepository(DatabaseClient database) {
		this.database = database;
	}

	record StoredFile(int number, String name) {
	}

	record Chunk(int number, byte[] data) {
	}

	Mono<List<StoredFile>> files(JobId job) {
		return DatabaseWait.atMost(MAX_WAIT,
				this.database.sql(SELECT_FILES)
					.bind("job", job.value())
					.mapProperties(StoredFile.class)
					.all()
					.collectList());
	}

	Mono<Boolean> coversAllTime(JobId job) {
		return DatabaseWait.atMost(MAX_WAIT,
				this.database.sql(SELECT_ALL_TIME).bind("job", job.value()).mapValue(Boolean.class).one());
	}

	/** Stores how many entries of a list were omitted because they are not people. */
	Mono<Void> storeOmittedCounts(JobId job, ListKind list, MemberList members) {
		if (members.deleted() == 0 && members.nameless() == 0) {
			return Mono.empty();
		}
		return DatabaseWait
			.atMost(MAX_WAIT,
					this.database.sql(UPDATE_OMITTED)
						.bind("job", job.value())
						.bind("list", list.name())
						.bind("deleted", members.deleted())
						.bind("nameless", members.nameless())
						.fetch()
						.rowsUpdated())
			.then();
	}

	/**
	 * The chunks of one file in order. Each is a query of its own, so that no connection
	 * is held while a chunk is written to disk.
	 */
	Flux<Chunk> chunks(JobId job, StoredFile file) {
		return next(job, file, BEFORE_FIRST).expand((chunk) -> next(job, file, chunk.number()));
	}

	private Mono<Chunk> next(JobId job, StoredFile file, int after) {
		return DatabaseWait.atMost(MAX_WAIT,
				this.database.sql(SELECT_NEXT_CHUNK)
					.bind("job", job.value())
					.bind("file", file.number())
					.bind("after", after)
					.mapProperties(Chunk.class)
					.one());
	}

}
