package io.followsync.worker.source.dataexport;

import java.util.Arrays;
import java.util.Map;

import io.followsync.job.JobId;
import io.followsync.worker.WorkerDatabase;

/** UploadRepository, stored as the gateway stores them. */
final class StoredUploads {

	private StoredUploads() {
	}

	/** A queued import of these files by name, each in chunks of as many bytes. */
	static JobId store(WorkerDatabase database, Map<String, byte[]> files, int chunk) {
		JobId job = database.queueImport();
		int number = 0;
		for (Map.Entry<String, byte[]> file : files.entrySet()) {
			store(database, job, number++, file.getKey(), Exports.gzip(file.getValue()), chunk);
		}
		return job;
	}

	private static void store(WorkerDatabase database, JobId job, int number, String name, byte[] stored, int chunk) {
		database.client()
			.sql("""
					INSERT INTO import_files (job_id, file, name, size) VALUES (:job, :file, :name, :size)
					ON CONFLICT (job_id, file) DO UPDATE SET name = excluded.name, size = excluded.size""")
			.bind("job", job.value())
			.bind("file", number)
			.bind("name", name)
			.bind("size", stored.length)
			.then()
			.block();
		for (int from = 0; from < stored.length; from += chunk) {
			database.client()
				.sql("INSERT INTO import_chunks (job_id, file, chunk, data) VALUES (:job, :file, :chunk, :data)")
				.bind("job", job.value())
				.bind("file", number)
				.bind("chunk", from / chunk)
				.bind("data", Arrays.copyOfRange(stored, from, Math.min(from + chunk, stored.length)))
				.then()
				.block();
		}
	}

}
