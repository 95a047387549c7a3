package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.runtime.database.DatabaseWait;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The files of imports as the gateway stored them.
 */
final class Uploads {

	private static final String FILES = """
			SELECT file, name FROM import_files WHERE job_id = :job ORDER BY file
			""";

	private static final String ALL_TIME = "SELECT all_time FROM jobs WHERE id = :job";

	// The same for every worker that reads the upload, so without a fence.
	private static final String OMITTED = """
			UPDATE job_lists SET deleted_accounts = :deleted, nameless_entries = :nameless
			WHERE job_id = :job AND list = :list""";

	private static final String NEXT_CHUNK = """
			SELECT chunk, data FROM import_chunks
			WHERE job_id = :job AND file = :file AND chunk > :after
			ORDER BY chunk LIMIT 1
			""";

	// While it waits, no other import of this worker is read.
	private static final Duration MAX_WAIT = Duration.ofSeconds(10);

	private static final int BEFORE_THE_FIRST = -1;

	private final DatabaseClient database;

	Uploads(DatabaseClient database) {
		this.database = database;
	}

	record StoredFile(int number, String name) {
	}

	record Chunk(int number, byte[] data) {
	}

	Mono<List<StoredFile>> files(JobId job) {
		return DatabaseWait.atMost(MAX_WAIT,
				this.database.sql(FILES)
					.bind("job", job.value())
					.mapProperties(FileRow.class)
					.all()
					.map((row) -> new StoredFile(row.file(), row.name()))
					.collectList());
	}

	/** Whether its owner says that the export covers all time. */
	Mono<Boolean> allTime(JobId job) {
		return DatabaseWait.atMost(MAX_WAIT,
				this.database.sql(ALL_TIME).bind("job", job.value()).mapValue(Boolean.class).one());
	}

	/** Stores how many entries of a list were omitted because they are not people. */
	Mono<Void> storeOmitted(JobId job, ListKind list, MemberList members) {
		if (members.deleted() == 0 && members.nameless() == 0) {
			return Mono.empty();
		}
		return DatabaseWait
			.atMost(MAX_WAIT,
					this.database.sql(OMITTED)
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
		return next(job, file, BEFORE_THE_FIRST).expand((chunk) -> next(job, file, chunk.number()));
	}

	private Mono<Chunk> next(JobId job, StoredFile file, int after) {
		return DatabaseWait.atMost(MAX_WAIT,
				this.database.sql(NEXT_CHUNK)
					.bind("job", job.value())
					.bind("file", file.number())
					.bind("after", after)
					.mapProperties(ChunkRow.class)
					.one()
					.map((row) -> new Chunk(row.chunk(), row.data())));
	}

	private record FileRow(int file, String name) {
	}

	private record ChunkRow(int chunk, byte[] data) {
	}

}
