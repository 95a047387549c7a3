package io.followsync.gateway.imports;

import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

/**
 * Where uploads are kept. Until {@link #queue} the job is UPLOADING: no worker sees it
 * and it expires by itself. Nothing but {@link #queue} is cancelled by a caller that goes
 * away.
 */
public interface ImportStore {

	/** Stores the job and its lists. */
	Mono<Void> begin(NewImport upload);

	/** One piece of the gzip stream of a file; pieces are numbered from 0. */
	Mono<Void> chunk(JobId job, int file, int chunk, byte[] data);

	/**
	 * Completes a file.
	 * @param size of what was sent, before it was compressed
	 */
	Mono<Void> file(JobId job, int file, String name, long size);

	/**
	 * Hands the job over to the workers; false when it is no longer being uploaded. It is
	 * for the caller to see it through.
	 */
	Mono<Boolean> queue(JobId job);

	/** What all uploads occupy, compressed, those included that still come in. */
	Mono<Long> storedBytes();

	/** Removes a job that is still being uploaded, with all that was stored of it. */
	Mono<Void> discard(JobId job);

}
