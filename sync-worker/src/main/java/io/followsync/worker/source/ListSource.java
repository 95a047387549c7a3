package io.followsync.worker.source;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.SourceKind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * An adapter that can deliver the two lists of an account.
 */
public interface ListSource {

	int MAX_LOST_WORKERS = 5;

	SourceKind kind();

	/**
	 * How many workers in a row may end while they hold a job and have stored nothing of
	 * it; then the job is taken for the cause. Where others hold many jobs at once, most
	 * of them were bystanders.
	 */
	default int maxLostWorkers() {
		return MAX_LOST_WORKERS;
	}

	/**
	 * Opens what is needed to read the lists of one job. The caller closes the reader.
	 * @param claimed the account that the credential claims; null for an import
	 * @return one reader, or an error if the data stored for the job is not available
	 */
	Mono<ListReader> open(JobId job, @Nullable AccountId claimed);

}
