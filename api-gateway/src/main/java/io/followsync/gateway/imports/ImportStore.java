package io.followsync.gateway.imports;

import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

/**
 * Where uploads are stored. Until {@link #queue} the job is UPLOADING: no worker sees it
 * and it expires by itself. Of these methods, only {@link #queue} is cancelled by a
 * caller that goes away.
 */
public interface ImportStore {

	/** Stores the job and its lists. */
	Mono<Void> begin(NewImport upload);

	/** Stores one chunk of a file's gzip stream; chunks are numbered from 0. */
	Mono<Void> chunk(JobId job, int file, int chunk, byte[] data);

	/**
	 * Completes a file.
	 * @param size in bytes as sent, before compression
	 */
	Mono<Void> file(JobId job, int file, String name, long size);

	/** Notes a file that is known to be neither list and is not stored. */
	Mono<Void> ignored(JobId job, String name);

	/**
	 * Hands the job over to the workers; false when it is no longer being uploaded. The
	 * caller must make sure that it is not cancelled.
	 * @param allTime whether the owner says that the export covers all time
	 */
	Mono<Boolean> queue(JobId job, boolean allTime);

	/**
	 * The compressed size of all uploads whose jobs have not ended, including unfinished
	 * ones.
	 */
	Mono<Long> storedBytes();

	/** Removes a job that is still being uploaded, with all its data. */
	Mono<Void> discard(JobId job);

}
